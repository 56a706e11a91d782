package org.sotto.nativeimage;

/// What the builder of the image knows besides metadata.
record Builder(CallSites sites, Initialization initialization, Substitutions substitutions) {}
