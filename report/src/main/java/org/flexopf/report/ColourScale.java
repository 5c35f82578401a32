package org.flexopf.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Colours for a range of values, by the map "viridis" (Smith and van der Walt, 2015): even steps look even, in grey and
 * to the colour-blind too.
 *
 * @param low the smallest value
 * @param high the largest value
 */
record ColourScale(double low, double high) {

    /** Values that differ by less, relative to their size and to 1, differ by a solver's rounding. */
    private static final double ROUNDING = 1e-6;

    private static final int[] VIRIDIS = {
        0x440154, 0x482878, 0x3E4989, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779, 0x6ECE58, 0xB5DE2B, 0xFDE725
    };

    /** The scale of all values that are numbers; empty if none is. */
    static Optional<ColourScale> of(double[] values) {
        double[] known = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        return known.length == 0 ? Optional.empty() : Optional.of(new ColourScale(known[0], known[known.length - 1]));
    }

    /** Whether all values are the same, but for rounding. */
    boolean isFlat() {
        return high - low <= ROUNDING * Math.max(1.0, Math.max(Math.abs(low), Math.abs(high)));
    }

    /** The colour of a value within the range. */
    String colour(double value) {
        return at(isFlat() ? 0.5 : (value - low) / (high - low));
    }

    /** The colour at a share of the range, from 0 to 1. */
    String at(double share) {
        double place = Math.max(0.0, Math.min(1.0, share)) * (VIRIDIS.length - 1);
        int step = Math.min((int) place, VIRIDIS.length - 2);
        double rest = place - step;
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = VIRIDIS[step] >> shift & 0xFF;
            int to = VIRIDIS[step + 1] >> shift & 0xFF;
            mixed |= (int) Math.round(from + rest * (to - from)) << shift;
        }
        return String.format(Locale.ROOT, "#%06x", mixed);
    }
}
