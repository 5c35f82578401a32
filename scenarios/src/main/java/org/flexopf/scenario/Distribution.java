package org.flexopf.scenario;

import java.util.function.DoubleUnaryOperator;
import org.hipparchus.special.Erf;

/** How a number is distributed. */
public sealed interface Distribution permits Distribution.Normal, Distribution.LogNormal, Distribution.Uniform {

    /**
     * The number below which a share of the draws lies.
     *
     * @param probability the share, above 0 and below 1
     */
    double quantile(double probability);

    /** {@link #quantile} for many shares: what they have in common is worked out once. */
    default DoubleUnaryOperator quantiles() {
        return this::quantile;
    }

    /** Where draws begin; minus infinity if they may be as small as they like. */
    double least();

    /** Where draws end; infinity if they may be as large as they like. */
    double largest();

    /** How dense draws lie at a number; 0 where there are none. */
    double density(double number);

    /** How likely a standard normal number is to lie below one. */
    static double below(double standard) {
        return 0.5 * Erf.erfc(-standard / Math.sqrt(2.0));
    }

    /** The standard normal number below which a share of the draws lies. */
    static double standard(double probability) {
        return NormalQuantile.at(probability);
    }

    private static void require(boolean holds, String what, double value, String fix) {
        if (!holds || !Double.isFinite(value)) {
            throw new IllegalArgumentException(what + " is " + value + "; give " + fix);
        }
    }

    /**
     * A normal distribution, without what lies too far from its mean.
     *
     * @param mean its mean
     * @param deviation its standard deviation before it is cut, above 0
     * @param cut how many standard deviations from the mean it ends, above 0; infinite for never
     */
    record Normal(double mean, double deviation, double cut) implements Distribution {

        /** @throws IllegalArgumentException if the parameters are none of such a distribution */
        public Normal {
            require(true, "the mean", mean, "a finite number");
            require(deviation > 0.0, "the deviation", deviation, "a number above 0");
            if (!(cut > 0.0)) {
                throw new IllegalArgumentException("the cut is " + cut + "; give standard deviations above 0");
            }
        }

        /** One that never ends. */
        public static Normal of(double mean, double deviation) {
            return new Normal(mean, deviation, Double.POSITIVE_INFINITY);
        }

        @Override
        public double quantile(double probability) {
            return quantiles().applyAsDouble(probability);
        }

        @Override
        public DoubleUnaryOperator quantiles() {
            double outside = below(-cut);
            return probability -> {
                double inside = outside + probability * (1.0 - 2.0 * outside);
                return mean + deviation * Math.max(-cut, Math.min(cut, standard(inside)));
            };
        }

        @Override
        public double least() {
            return mean - cut * deviation;
        }

        @Override
        public double largest() {
            return mean + cut * deviation;
        }

        @Override
        public double density(double number) {
            double z = (number - mean) / deviation;
            return Math.abs(z) > cut
                    ? 0.0
                    : Math.exp(-0.5 * z * z) / (deviation * Math.sqrt(2.0 * Math.PI) * (1.0 - 2.0 * below(-cut)));
        }
    }

    /**
     * A number whose logarithm is normal.
     *
     * @param mean the mean of the number itself, above 0
     * @param deviation the standard deviation of the number itself, above 0
     */
    record LogNormal(double mean, double deviation) implements Distribution {

        /** @throws IllegalArgumentException if the parameters are none of such a distribution */
        public LogNormal {
            require(mean > 0.0, "the mean", mean, "a number above 0");
            require(deviation > 0.0, "the deviation", deviation, "a number above 0");
        }

        private double scale() {
            double ratio = deviation / mean;
            return Math.sqrt(Math.log1p(ratio * ratio));
        }

        @Override
        public double quantile(double probability) {
            double scale = scale();
            return mean * Math.exp(scale * standard(probability) - 0.5 * scale * scale);
        }

        @Override
        public double least() {
            return 0.0;
        }

        @Override
        public double largest() {
            return Double.POSITIVE_INFINITY;
        }

        @Override
        public double density(double number) {
            if (number <= 0.0) {
                return 0.0;
            }
            double scale = scale();
            double z = Math.log(number / mean) / scale + 0.5 * scale;
            return Math.exp(-0.5 * z * z) / (number * scale * Math.sqrt(2.0 * Math.PI));
        }
    }

    /**
     * Any number between two, all as likely.
     *
     * @param least the least
     * @param largest the largest, above the least
     */
    record Uniform(double least, double largest) implements Distribution {

        /** @throws IllegalArgumentException if the limits are not finite, or not in order */
        public Uniform {
            require(true, "the least number", least, "a finite number");
            require(largest > least, "the largest number", largest, "a finite number above the least, " + least);
        }

        @Override
        public double quantile(double probability) {
            return least + probability * (largest - least);
        }

        @Override
        public double density(double number) {
            return number < least || number > largest ? 0.0 : 1.0 / (largest - least);
        }
    }
}
