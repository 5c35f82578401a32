package org.flexopf.powerflow;

import java.util.Objects;
import java.util.Optional;

/**
 * How a power flow is solved and when it ends. Immutable.
 *
 * @param method the method; by default {@link PowerFlowMethod#AUTO}
 * @param tolerance largest mismatch of active or reactive power at a bus, p.u.; by default 1e-10. A sweep keeps the sum
 *     of all mismatches within it. Newton's method, where steps bring nothing more, is content with what the rounding
 *     of the flows at a bus allows, which matters beside branches of nearly no impedance.
 * @param maxSweeps most iterations of the sweep; by default 200
 * @param maxNewtonSteps most steps of Newton's method; by default 30
 * @param start voltages to start from; by default none, which is a flat start
 */
public record PowerFlowOptions(
        PowerFlowMethod method, double tolerance, int maxSweeps, int maxNewtonSteps, Optional<StartVoltages> start) {

    private static final PowerFlowOptions DEFAULTS =
            new PowerFlowOptions(PowerFlowMethod.AUTO, 1e-10, 200, 30, Optional.empty());

    /** Checks the numbers. */
    public PowerFlowOptions {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(start, "start");
        if (!(tolerance > 0.0) || Double.isInfinite(tolerance)) {
            throw new IllegalArgumentException(
                    "tolerance " + tolerance + " p.u.: give a finite number above zero, such as 1e-10");
        }
        if (maxSweeps < 1 || maxNewtonSteps < 1) {
            throw new IllegalArgumentException(
                    "maxSweeps " + maxSweeps + ", maxNewtonSteps " + maxNewtonSteps + ": give at least 1 of each");
        }
    }

    /** The defaults. */
    public static PowerFlowOptions defaults() {
        return DEFAULTS;
    }

    /** These options with another method. */
    public PowerFlowOptions withMethod(PowerFlowMethod newMethod) {
        return new PowerFlowOptions(newMethod, tolerance, maxSweeps, maxNewtonSteps, start);
    }

    /** These options with another largest mismatch, p.u. */
    public PowerFlowOptions withTolerance(double newTolerance) {
        return new PowerFlowOptions(method, newTolerance, maxSweeps, maxNewtonSteps, start);
    }

    /** These options with another limit of sweeps. */
    public PowerFlowOptions withMaxSweeps(int sweeps) {
        return new PowerFlowOptions(method, tolerance, sweeps, maxNewtonSteps, start);
    }

    /** These options with another limit of Newton steps. */
    public PowerFlowOptions withMaxNewtonSteps(int steps) {
        return new PowerFlowOptions(method, tolerance, maxSweeps, steps, start);
    }

    /** These options starting from given voltages. */
    public PowerFlowOptions startingFrom(StartVoltages voltages) {
        return new PowerFlowOptions(method, tolerance, maxSweeps, maxNewtonSteps, Optional.of(voltages));
    }
}
