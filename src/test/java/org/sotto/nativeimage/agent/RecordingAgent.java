package org.sotto.nativeimage.agent;

import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A java agent that has the JDK's own entry methods of reflection, resources, JNI and foreign calls report each use.
/// Its jar is the bootstrap class path's too (`Boot-Class-Path`), since `java.base` calls [Recorder].
///
/// Argument: the folder that gets one file for each process.
public final class RecordingAgent {
    private RecordingAgent() {}

    public static void premain(String folder, Instrumentation instrumentation) throws Exception {
        dropAgentFromClassPath();
        Recorder.open(Path.of(folder).resolve(ProcessHandle.current().pid() + ".tsv"));
        mayCallRecorder(instrumentation, Object.class.getModule());
        HookTransformer transformer = new HookTransformer();
        transformer.warmUp();
        instrumentation.addTransformer(transformer, true);
        List<Class<?>> loaded = new ArrayList<>();
        for (String name : Hooks.JDK_CLASSES) {
            loaded.add(Class.forName(name.replace('/', '.')));
        }
        instrumentation.retransformClasses(loaded.toArray(Class[]::new));
        Recorder.start();
    }

    /// `java.class.path` gets the agent's jar behind the program's; the demo starts its server with what stands there.
    private static void dropAgentFromClassPath() {
        String[] parts = System.getProperty("java.class.path", "").split(":");
        List<String> kept = new ArrayList<>();
        for (String part : parts) {
            if (!part.endsWith(AGENT_JAR)) {
                kept.add(part);
            }
        }
        System.setProperty("java.class.path", String.join(":", kept));
    }

    private static void mayCallRecorder(Instrumentation instrumentation, Module module) {
        Set<Module> reads = Set.of(Recorder.class.getModule());
        instrumentation.redefineModule(module, reads, Map.of(), Map.of(), Set.of(), Map.of());
    }

    /// How the jar's name ends.
    public static final String AGENT_JAR = "sotto-recording-agent.jar";
}
