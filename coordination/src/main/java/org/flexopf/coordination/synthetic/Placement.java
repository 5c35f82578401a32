package org.flexopf.coordination.synthetic;

/** Where in a feeder devices stand, beside that they stand where customers are. */
public enum Placement {

    /** The nearer to the root by length of line, the more. */
    NEAR {
        @Override
        double weight(double km, double farthest) {
            return farthest - km;
        }
    },

    /** Wherever customers are. */
    ANYWHERE {
        @Override
        double weight(double km, double farthest) {
            return 1.0;
        }
    },

    /** The farther from the root by length of line, the more. */
    FAR {
        @Override
        double weight(double km, double farthest) {
            return km;
        }
    };

    /** How many more than elsewhere, up to a factor. */
    abstract double weight(double km, double farthest);
}
