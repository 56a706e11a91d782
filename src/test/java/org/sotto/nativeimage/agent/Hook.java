package org.sotto.nativeimage.agent;

/// What a method reports, as the name of a method of [Recorder].
///
/// @param method what is called
/// @param report the static method of [Recorder]
/// @param values what it gets: `t` this, digits the parameters, `r` the result
record Hook(String method, String report, String values) {
    /// A method that gives back a value reports when it does so: what failed is not recorded.
    boolean atReturn() {
        return values.indexOf('r') >= 0;
    }
}
