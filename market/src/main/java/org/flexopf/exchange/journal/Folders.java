package org.flexopf.exchange.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Folders of a journal's files. */
final class Folders {

    private Folders() {}

    /** Brings to the disk that a file is in its folder; a file's own force does not promise it. */
    static void force(Path file) throws IOException {
        FileChannel folder;
        try {
            folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ);
        } catch (IOException e) {
            // Some systems open no folders; they write entries through by themselves.
            return;
        }
        try (folder) {
            folder.force(true);
        }
    }
}
