package org.flexopf.acopf;

import java.util.Optional;
import org.flexopf.acopf.nlp.NonlinearResult;
import org.flexopf.acopf.nlp.Triplets;
import org.flexopf.network.Network;
import org.flexopf.opf.family.PriceComponent;
import org.flexopf.opf.state.OperatingPoint;

/**
 * A part of an AC optimal power flow: variables and rows that it has claimed from the {@link Layout}, and its terms in
 * the rows of others. What a part does not have, it leaves out. Entries of patterns and their values come in one order,
 * part after part; values are written from a place on, and the place behind them is returned.
 */
interface Part {

    /** Where its terms stand in the Jacobian of the equalities. */
    default void equalityEntries(Triplets.Builder entries) {}

    /** Where its terms stand in the Jacobian of the inequalities, row after row. */
    default void inequalityEntries(Triplets.Builder entries) {}

    /** Where its own terms stand in one triangle of the Hessian. */
    default void hessianEntries(Triplets.Builder entries) {}

    /** Writes the flat start of its variables; until then they are in the middle of their bounds. */
    default void flatStart(double[] x) {}

    /** Writes what a state knows of its variables. */
    default void start(OperatingPoint point, double[] x) {}

    /** Writes its variables that are settings of controls, as a network is operated. */
    default void settle(Network operated, double[] x) {}

    /** Writes its variables that follow from those of others, such as slacks. */
    default void follow(double[] x) {}

    /** Its term of the objective. */
    default double objective(double[] x) {
        return 0.0;
    }

    /** Adds the gradient of that term. */
    default void gradient(double[] x, double[] gradient) {}

    /** Adds its terms of rows; rows are zero at first. */
    default void constraints(double[] x, double[] g, double[] h) {}

    /** Writes the values of its equality entries. */
    default int equalityValues(double[] x, double[] g, int at) {
        return at;
    }

    /** Writes the values of its inequality entries. */
    default int inequalityValues(double[] x, double[] h, int at) {
        return at;
    }

    /** Adds what it weighs functions of branches by in the Lagrangian {@code weight f + y'g + z'h}. */
    default void weigh(double weight, double[] y, double[] z) {}

    /** Writes the values of its Hessian entries; entries of branches are there already, and may be added to. */
    default int hessianValues(double[] x, double weight, double[] y, double[] z, double[] entries, int at) {
        return at;
    }

    /** Writes what its variables mean to a state. */
    default void write(double[] x, OperatingPoint.Builder point) {}

    /** Tells what its limits are worth. */
    default void multipliers(NonlinearResult result, LimitWorth worth) {}

    /**
     * Which component of prices its inequalities belong to; empty if they limit decisions, which are held where prices
     * are split.
     */
    default Optional<PriceComponent> component() {
        return Optional.empty();
    }

    /** Tells its states, and the laws that make them follow from what is decided. */
    default void laws(double[] x, PriceLaws laws) {}
}
