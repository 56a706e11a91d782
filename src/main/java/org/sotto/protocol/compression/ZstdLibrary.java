package org.sotto.protocol.compression;

import com.github.luben.zstd.util.Native;

/// zstd's native library, loaded with the first content that needs it: a server never does.
///
/// It is unpacked to `java.io.tmpdir`, or to the folder that the system property `ZstdTempFolder` names; where neither
/// lets code run, `ZstdNativePath` names the library itself.
final class ZstdLibrary {
    private ZstdLibrary() {}

    /// A class is initialized by one thread, once, and others wait for it.
    private static final class Loaded {
        static final boolean USABLE = load();

        private Loaded() {}

        private static boolean load() {
            try {
                Native.load();
                return Native.isLoaded();
            } catch (LinkageError | RuntimeException e) {
                return false; // no build for this platform, or a folder from which nothing may be run
            }
        }
    }

    static boolean usable() {
        return Loaded.USABLE;
    }
}
