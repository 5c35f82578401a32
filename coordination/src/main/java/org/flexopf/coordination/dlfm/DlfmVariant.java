package org.flexopf.coordination.dlfm;

import java.util.EnumSet;
import java.util.Set;

/** Which of the six markets are held, and what they hand on. */
public enum DlfmVariant {
    /** All six. */
    FULL("full", EnumSet.allOf(Architecture.class)),
    /** No reserve markets (#2, #4): balancing within what units have left. */
    ENERGY_ONLY("energy-only", EnumSet.allOf(Architecture.class)),
    /** No balancing of feeders (#6): the TSO covers all imbalances, and feeders' power flows as it does. */
    WITHOUT_DSO_BALANCING("without-6", EnumSet.of(Architecture.R, Architecture.P)),
    /** No energy market of feeders (#3): their units stay at their least output but for reserve and balancing. */
    WITHOUT_DSO_ENERGY("without-3", EnumSet.of(Architecture.R, Architecture.P)),
    /** Reserve that feeders do not need themselves is forwarded to the TSO. */
    FORWARDED("forwarded", EnumSet.of(Architecture.P)),
    /**
     * Static prequalification: no markets of feeders (#3, #4, #6); their units take part in the TSO's within boxes
     * whose corners the feeder bears.
     */
    PREQUALIFIED("prequalified", EnumSet.of(Architecture.R)),
    /** Feeders first, with a band for the TSO to move their interface in, and once more behind it. */
    R_BEHIND("r-behind", EnumSet.of(Architecture.P));

    private final String label;
    private final Set<Architecture> architectures;

    DlfmVariant(String label, Set<Architecture> architectures) {
        this.label = label;
        this.architectures = architectures;
    }

    /** What it is called on the command line. */
    public String label() {
        return label;
    }

    /** Whether it makes sense under an architecture. */
    public boolean suits(Architecture architecture) {
        return architectures.contains(architecture);
    }
}
