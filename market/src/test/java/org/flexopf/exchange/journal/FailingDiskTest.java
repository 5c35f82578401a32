package org.flexopf.exchange.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.flexopf.exchange.Command;
import org.flexopf.exchange.MarketSettings;
import org.flexopf.exchange.Outcome;
import org.flexopf.exchange.TestNetworks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that are full or do not force: a clear stop, and never a wrong book. */
class FailingDiskTest {

    private static final MarketSetup SETUP = new MarketSetup(
            MarketSettings.of(List.of("t1", "t2"), 15).withLot(1000).withOperator("dso"), "dc", TestNetworks.feeder());

    @TempDir
    private Path folder;

    /** A disk with room for so many bytes more, which forces so many times more. */
    private static final class Disk implements ChannelOpener {
        private long room = Long.MAX_VALUE;
        private long forces = Long.MAX_VALUE;

        @Override
        public FileChannel open(Path file) throws IOException {
            return new Channel(this, ChannelOpener.FILES.open(file));
        }
    }

    @Test
    void aFullDiskStopsTheMarketAndLosesNothing() {
        List<Command> commands = JournalTest.commands(40);
        for (int room = 0; room < 1500; room += 37) {
            Path file = folder.resolve("full" + room);
            Disk disk = new Disk();
            List<Outcome> acknowledged = new ArrayList<>();
            try (JournaledMarket market = JournaledMarket.open(file, SETUP, JournalOptions.defaults(), disk)) {
                disk.room = room;
                assertThatThrownBy(() -> commands.forEach(command -> acknowledged.add(market.apply(command))))
                        .isInstanceOf(JournalException.class)
                        .hasMessageContaining("No space left");
                disk.room = Long.MAX_VALUE;
                assertThatThrownBy(() -> market.apply(commands.get(39)))
                        .isInstanceOf(JournalException.class)
                        .hasMessageContaining("takes nothing more");
            }
            goesOn(file, commands, acknowledged);
        }
    }

    @Test
    void aForceThatFailsStopsTheMarket() {
        List<Command> commands = JournalTest.commands(20);
        for (SyncPolicy sync : List.of(SyncPolicy.EVERY_COMMAND, SyncPolicy.GROUP)) {
            Path file = folder.resolve("force" + sync);
            Disk disk = new Disk();
            List<Outcome> acknowledged = new ArrayList<>();
            JournalOptions options = JournalOptions.defaults().withSync(sync);
            try (JournaledMarket market = JournaledMarket.open(file, SETUP, options, disk)) {
                disk.forces = 7;
                assertThatThrownBy(() -> commands.forEach(command -> acknowledged.add(market.apply(command))))
                        .isInstanceOf(JournalException.class)
                        .hasMessageContaining("cannot force");
                assertThat(acknowledged).hasSize(7);
            }
            goesOn(file, commands, acknowledged);
        }
    }

    @Test
    void whoWaitsInAGroupIsToldOfTheFailure() throws InterruptedException {
        List<Command> commands = JournalTest.commands(60);
        Path file = folder.resolve("group");
        Disk disk = new Disk();
        List<CompletableFuture<Outcome>> waiting = new ArrayList<>();
        JournaledMarket market = JournaledMarket.open(file, SETUP, JournalOptions.defaults(), disk);
        disk.room = 3000;
        try (GroupCommit group = GroupCommit.of(market, 8)) {
            for (Command command : commands) {
                waiting.add(group.submit(command));
            }
        }
        List<Outcome> acknowledged = new ArrayList<>();
        int failed = 0;
        for (CompletableFuture<Outcome> outcome : waiting) {
            try {
                acknowledged.add(outcome.get());
                assertThat(failed).as("nothing is acknowledged after a failure").isZero();
            } catch (ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(JournalException.class);
                failed++;
            }
        }
        assertThat(failed).isPositive();
        goesOn(file, commands, acknowledged);
    }

    @Test
    void aGroupGivesTheOutcomesInOrder() throws Exception {
        List<Command> commands = JournalTest.commands(300);
        List<CompletableFuture<Outcome>> waiting = new ArrayList<>();
        try (GroupCommit group =
                GroupCommit.of(JournaledMarket.open(folder.resolve("sound"), SETUP, JournalOptions.defaults()), 64)) {
            for (Command command : commands) {
                waiting.add(group.submit(command));
            }
        }
        var market = SETUP.open();
        for (int k = 0; k < commands.size(); k++) {
            assertThat(waiting.get(k).get()).isEqualTo(market.apply(commands.get(k)));
        }
    }

    /** What was acknowledged is there, once, and the market goes on from there. */
    private static void goesOn(Path file, List<Command> commands, List<Outcome> acknowledged) {
        try (JournaledMarket market = JournaledMarket.open(file, SETUP, JournalOptions.defaults())) {
            int there = (int) market.sequence();
            assertThat(there).isGreaterThanOrEqualTo(acknowledged.size());
            var live = SETUP.open();
            for (int k = 0; k < there; k++) {
                Outcome outcome = live.apply(commands.get(k));
                if (k < acknowledged.size()) {
                    assertThat(outcome).isEqualTo(acknowledged.get(k));
                }
            }
            assertThat(market.view()).isEqualTo(live.view());
            for (Command command : commands.subList(there, commands.size())) {
                assertThat(market.apply(command)).isEqualTo(live.apply(command));
            }
        }
        assertThat(JournalVerification.of(file).isConfirmed()).isTrue();
    }

    /** A file on such a disk: the last write fills what room there is, and then fails. */
    private static final class Channel extends FileChannel {

        private final Disk disk;
        private final FileChannel file;

        Channel(Disk disk, FileChannel file) {
            this.disk = disk;
            this.file = file;
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            if (disk.room <= 0) {
                throw new IOException("No space left on device");
            }
            int limit = source.limit();
            source.limit((int) Math.min(limit, source.position() + disk.room));
            int written = file.write(source);
            source.limit(limit);
            disk.room -= written;
            return written;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            if (disk.forces <= 0) {
                throw new IOException("cannot force");
            }
            disk.forces--;
            file.force(metaData);
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            return file.read(target);
        }

        @Override
        public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
            return file.read(targets, offset, length);
        }

        @Override
        public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
            return file.write(sources, offset, length);
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public FileChannel position(long newPosition) throws IOException {
            file.position(newPosition);
            return this;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            file.truncate(size);
            return this;
        }

        @Override
        public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
            return file.transferTo(position, count, target);
        }

        @Override
        public long transferFrom(ReadableByteChannel source, long position, long count) throws IOException {
            return file.transferFrom(source, position, count);
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return file.read(target, position);
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            return file.write(source, position);
        }

        @Override
        public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
            return file.map(mode, position, size);
        }

        @Override
        public FileLock lock(long position, long size, boolean shared) throws IOException {
            return file.lock(position, size, shared);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
