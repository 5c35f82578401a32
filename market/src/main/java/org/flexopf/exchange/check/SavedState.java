package org.flexopf.exchange.check;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What has to be kept of a {@link NetworkState}.
 *
 * @param counts whole numbers by the check's own arrangement, such as traded power per bus, W
 * @param figures numbers by the check's own arrangement, such as least violations and voltages
 * @param calls what conditional requests would change if they were called
 */
public record SavedState(long[] counts, double[] figures, List<SavedCall> calls) {

    /** Nothing. */
    static final SavedState NOTHING = new SavedState(new long[0], new double[0], List.of());

    /**
     * What a conditional request would change if it were called.
     *
     * @param call the request
     * @param rows the rows of the check that change
     * @param changes by how much each of them does, in the unit of the check's flows
     */
    public record SavedCall(Call call, int[] rows, long[] changes) {

        /** The request is required; arrays are copied. */
        public SavedCall {
            Objects.requireNonNull(call, "call");
            rows = rows.clone();
            changes = changes.clone();
        }

        /** The rows that change; a copy. */
        @Override
        public int[] rows() {
            return rows.clone();
        }

        /** By how much each row changes; a copy. */
        @Override
        public long[] changes() {
            return changes.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof SavedCall that
                    && call.equals(that.call)
                    && Arrays.equals(rows, that.rows)
                    && Arrays.equals(changes, that.changes);
        }

        @Override
        public int hashCode() {
            return Objects.hash(call, Arrays.hashCode(rows), Arrays.hashCode(changes));
        }

        @Override
        public String toString() {
            return call + " changes rows " + Arrays.toString(rows) + " by " + Arrays.toString(changes);
        }
    }

    /** Arrays are copied. */
    public SavedState {
        counts = counts.clone();
        figures = figures.clone();
        calls = List.copyOf(calls);
    }

    /** Whole numbers; a copy. */
    @Override
    public long[] counts() {
        return counts.clone();
    }

    /** Numbers; a copy. */
    @Override
    public double[] figures() {
        return figures.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SavedState that
                && Arrays.equals(counts, that.counts)
                && Arrays.equals(figures, that.figures)
                && calls.equals(that.calls);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(counts), Arrays.hashCode(figures), calls);
    }

    @Override
    public String toString() {
        return "saved state of " + counts.length + " counts, " + figures.length + " figures and " + calls.size()
                + " calls";
    }

    SavedState requireSizes(String check, int countCount, int figureCount) {
        if (counts.length != countCount || figures.length != figureCount) {
            throw new IllegalArgumentException("a saved state of " + counts.length + " counts and " + figures.length
                    + " figures does not belong to this network under the check " + check + ", which keeps "
                    + countCount + " and " + figureCount
                    + "; restore a market with the network and the check that it was saved with");
        }
        return this;
    }
}
