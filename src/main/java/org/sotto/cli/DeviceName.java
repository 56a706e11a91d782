package org.sotto.cli;

import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/// Takes the next argument as it is: a device's name is base64url, and one in 64 starts with a dash.
final class DeviceName implements IParameterConsumer {
    @Override
    public void consumeParameters(Stack<String> arguments, ArgSpec parameter, CommandSpec command) {
        parameter.setValue(arguments.pop());
    }
}
