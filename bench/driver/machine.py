# SPDX-FileCopyrightText: The Elanus authors
# SPDX-License-Identifier: Apache-2.0
"""The machine: what it is, whether it is busy, and how the programs are held to a core of their own."""
import os
import platform
import resource
import time

BUSY_SHARE = 0.1  # of one core, by what is not ours
TICKS = os.sysconf('SC_CLK_TCK')


def busy_seconds():
    """CPU time of everything on this machine so far, in seconds, and what the host took away."""
    with open('/proc/stat') as file:
        user, nice, system, _, _, irq, soft, steal = (int(word) for word in file.readline().split()[1:9])
    return (user + nice + system + irq + soft + steal) / TICKS


def own_seconds():
    """Of this driver and of its children that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(use.ru_utime + use.ru_stime for use in used)


class Others:
    """Cores that others used between begin and end."""

    def __init__(self):
        self.begin, self.busy, self.own = time.monotonic(), busy_seconds(), own_seconds()

    def cores(self, running=0):
        """`running`: seconds of CPU of our processes that have not ended."""
        used = busy_seconds() - self.busy - (own_seconds() - self.own) - running
        return max(0.0, used / (time.monotonic() - self.begin))


def others_now():
    others = Others()
    time.sleep(1)
    return others.cores()


def describe():
    names = [line.split(':', 1)[1].strip() for line in open('/proc/cpuinfo') if line.startswith('model name')]
    return {'cpu': names[0] if names else platform.machine(), 'cores': len(os.sched_getaffinity(0)),
            'kernel': '.'.join(platform.release().split('.')[:2])}


def raise_file_limit():
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard


def own_session(cores):
    """Runs in a child before its program: a session of its own, so that its priority counts for the whole of it
    (the kernel's autogroups), and only these cores. Where that is not allowed, it runs as it is."""
    os.setsid()
    try:
        with open('/proc/self/autogroup', 'w') as file:
            file.write('-20')
        os.setpriority(os.PRIO_PROCESS, 0, -20)
    except OSError:
        pass
    if cores:
        os.sched_setaffinity(0, cores)
