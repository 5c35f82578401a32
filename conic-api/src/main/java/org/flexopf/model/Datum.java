package org.flexopf.model;

/**
 * How a number of a program follows from parameters: the arithmetic by which it came about, kept so that other
 * parameters give the bits that writing the program with them would give. Immutable.
 */
interface Datum {

    /** The number where the parameters of the program are these. */
    double at(double[] parameters);

    /** A number that stays. */
    record Constant(double value) implements Datum {
        @Override
        public double at(double[] parameters) {
            return value;
        }
    }

    /** A parameter. */
    record Given(int place) implements Datum {
        @Override
        public double at(double[] parameters) {
            return parameters[place];
        }
    }

    /** A sum. */
    record Sum(Datum first, Datum second) implements Datum {
        @Override
        public double at(double[] parameters) {
            return first.at(parameters) + second.at(parameters);
        }
    }

    /** A product with a number that stays. */
    record Product(double factor, Datum datum) implements Datum {
        @Override
        public double at(double[] parameters) {
            return factor * datum.at(parameters);
        }
    }
}
