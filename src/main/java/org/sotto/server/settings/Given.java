package org.sotto.server.settings;

/// A value, and where it came from as it is told to the operator.
///
/// @param origin empty for the file, or the name of a variable or option
record Given(String value, String origin) {
    private static final int SHOWN = 60;

    /// The value in a message: nothing that a terminal would obey, and not a page of it.
    String shown() {
        String printable = value.replaceAll("[^ -~]", "?");
        return printable.length() > SHOWN ? printable.substring(0, SHOWN) + "..." : "\"" + printable + "\"";
    }
}
