package org.flexopf.exchange.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Opens the files that a journal writes: the seam at which tests put disks that fail. */
@FunctionalInterface
interface ChannelOpener {

    /** The file system. A file is never truncated as it is opened. */
    ChannelOpener FILES = file ->
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

    FileChannel open(Path file) throws IOException;
}
