service Root { void Root() }
