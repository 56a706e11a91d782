package org.sotto.bench;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.sotto.support.decoder.DecoderContract;
import org.sotto.support.decoder.Decodes;

/// Writes the seeds of the fuzz targets to src/test/resources: what an honest party encodes. Run by `bench/fuzz seeds`
/// after a layout has changed; findings in the same folders are left alone.
public final class FuzzSeeds {
    private FuzzSeeds() {}

    public static void main(String[] args) throws IOException, ReflectiveOperationException {
        for (JavaClass each : new ClassFileImporter().importPath(Path.of("target/test-classes/org/sotto"))) {
            if (each.isAnnotatedWith(Decodes.class)) {
                write(each);
            }
        }
    }

    private static void write(JavaClass target) throws IOException, ReflectiveOperationException {
        Constructor<?> constructor = target.reflect().getDeclaredConstructor();
        constructor.setAccessible(true);
        List<byte[]> seeds = ((DecoderContract) constructor.newInstance()).seeds();
        Path folder = Files.createDirectories(Path.of(
                "src/test/resources",
                target.getPackageName().replace('.', '/'),
                target.getSimpleName() + "Inputs",
                "fuzz"));
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(folder.resolve("seed-" + i), seeds.get(i));
        }
    }
}
