def run(ours):
    return 0, 0
