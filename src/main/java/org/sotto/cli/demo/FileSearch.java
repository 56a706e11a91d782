package org.sotto.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Looks for the conversation in files, and tries the search on files that hold it.
final class FileSearch {
    private static final int AROUND = 100;

    private final Script script;
    private final PlaintextSearch search = new PlaintextSearch(Conversation.texts());

    FileSearch(Script script) {
        this.script = script;
    }

    /// @param folders  of which no file may hold a text
    /// @param scratch a folder in which files are planted for a moment
    void run(List<Path> folders, Path scratch) {
        int files = 0;
        for (Path folder : folders) {
            List<Path> found = search.in(folder);
            DemoFailure.unless(found.isEmpty(), "a text stands readable in " + found);
            files += PlaintextSearch.files(folder).size();
        }
        int planted = plantAndFind(scratch.resolve("planted"));
        script.held("no text stands in any of the " + files
                + " files of server and profiles: not as UTF-8 or UTF-16, base64 or hex");
        script.show("the same search found all " + planted + " files that were planted to try it");
    }

    /// The control of the search: one file for each encoding, each of which it must find.
    private int plantAndFind(Path planted) {
        try {
            Files.createDirectory(planted);
            List<byte[]> needles = new ArrayList<>();
            for (Encoding encoding : Encoding.values()) {
                needles.addAll(encoding.needles(Conversation.texts().getLast()));
            }
            for (int i = 0; i < needles.size(); i++) {
                byte[] needle = needles.get(i);
                byte[] around = new byte[needle.length + AROUND];
                System.arraycopy(needle, 0, around, i, needle.length);
                Files.write(planted.resolve(Integer.toString(i)), around);
            }
            DemoFailure.unless(
                    search.in(planted).size() == needles.size(), "the search does not find what was planted");
            for (Path file : PlaintextSearch.files(planted)) {
                Files.delete(file);
            }
            Files.delete(planted);
            return needles.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
