package org.flexopf.powerflow;

/**
 * Newton's method on the power balance in polar coordinates (Tinney and Hart, 1967), with steps shortened until they
 * reduce the sum of squared mismatches, and so far that no magnitude loses more than half.
 */
final class NewtonMethod {

    /** The power balance of a bus cannot be worked out better than this many roundings of its largest terms. */
    private static final double ROUNDINGS = 16.0 * Math.ulp(1.0);
    /**
     * A step that reduces the sum of squares by less than this share of what its slope promises is shortened (Armijo's
     * rule).
     */
    private static final double SUFFICIENT = 1e-4;
    /** Within rounding, a step is worth while if it leaves no more than this share of the sum of squares. */
    private static final double WORTH_A_STEP = 0.25;

    private static final double SHORTEST = 1.0 / 1024.0;
    private static final double LARGEST_RELATIVE_CHANGE = 0.5;

    private final NodalEquations equations;
    private final BusSchedule schedule;
    private final double tolerance;
    private final Jacobian jacobian;
    /** The state by position, polar and rectangular. */
    private final double[] vm;

    private final double[] va;
    private final double[] e;
    private final double[] f;
    /** Active and reactive mismatch in turns per sought position, p.u. */
    private final double[] mismatch;

    private double sumOfSquares;
    /**
     * The sum of squares of what exceeds rounding: near branches of nearly no impedance the rest is noise, which no
     * step reduces.
     */
    private double excess;

    private boolean withinTolerance;
    private boolean withinRounding;

    private NewtonMethod(NodalEquations equations, BusSchedule schedule, double tolerance) {
        this.equations = equations;
        this.schedule = schedule;
        this.tolerance = tolerance;
        jacobian = new Jacobian(equations, schedule.holdsVoltage);
        int n = equations.bus.length;
        vm = new double[n];
        va = new double[n];
        e = new double[n];
        f = new double[n];
        mismatch = new double[2 * equations.unknowns];
    }

    /**
     * Steps until the mismatch is within the tolerance, from voltages per bus index (p.u., radians); those that buses
     * hold count instead.
     */
    static Iterate solve(
            NodalEquations equations,
            BusSchedule schedule,
            double tolerance,
            int maxSteps,
            double[] startVm,
            double[] startVa) {
        return new NewtonMethod(equations, schedule, tolerance).solve(maxSteps, startVm, startVa);
    }

    private Iterate solve(int maxSteps, double[] startVm, double[] startVa) {
        for (int k = 0; k < vm.length; k++) {
            int bus = equations.bus[k];
            boolean reference = k >= equations.unknowns;
            vm[k] = reference || schedule.holdsVoltage[bus] ? schedule.vm[bus] : startVm[bus];
            va[k] = reference ? schedule.va[bus] : startVa[bus];
            e[k] = vm[k] * Math.cos(va[k]);
            f[k] = vm[k] * Math.sin(va[k]);
        }
        double[] step = new double[mismatch.length];
        double[] fromVm = new double[vm.length];
        double[] fromVa = new double[va.length];
        evaluate();
        int steps = 0;
        String trouble = "";
        double sumBefore = Double.POSITIVE_INFINITY;
        // A balance that is as good as rounding lets it be has converged, though the tolerance asks for more.
        while (!withinTolerance && !(withinRounding && sumOfSquares > WORTH_A_STEP * sumBefore)) {
            trouble = trouble(steps, maxSteps);
            if (!trouble.isEmpty()) {
                break;
            }
            System.arraycopy(mismatch, 0, step, 0, step.length);
            jacobian.solve(step);
            System.arraycopy(vm, 0, fromVm, 0, vm.length);
            System.arraycopy(va, 0, fromVa, 0, va.length);
            sumBefore = sumOfSquares;
            if (!descend(step, fromVm, fromVa)) {
                trouble = "no step along Newton's direction reduces the mismatch";
                break;
            }
            steps++;
        }
        return iterate(steps, trouble);
    }

    /** Why no further step can be made; empty if one can, and the Jacobian is factored then. */
    private String trouble(int steps, int maxSteps) {
        if (steps == maxSteps) {
            return "it reached its limit of " + maxSteps + " steps";
        }
        if (Thread.currentThread().isInterrupted()) {
            return Iterate.INTERRUPTED;
        }
        return jacobian.factor() ? "" : "the Jacobian became singular";
    }

    /** Moves along a step as far as the excess falls; back to where it came from, and false, if it does not. */
    private boolean descend(double[] step, double[] fromVm, double[] fromVa) {
        double before = excess;
        double length = longest(step);
        while (length >= SHORTEST) {
            move(step, length, fromVm, fromVa);
            evaluate();
            // Slope of a sum of squares along Newton's direction: minus twice itself.
            if (excess <= before * (1.0 - 2.0 * SUFFICIENT * length) || withinRounding) {
                return true;
            }
            length *= 0.5;
        }
        move(step, 0.0, fromVm, fromVa);
        return false;
    }

    /** The longest step, at most 1, that changes no magnitude by more than half; 0 if the step is not finite. */
    private double longest(double[] step) {
        double largest = 0.0;
        for (int k = 0; k < equations.unknowns; k++) {
            if (!Double.isFinite(step[2 * k]) || !Double.isFinite(step[2 * k + 1])) {
                return 0.0;
            }
            largest = Math.max(largest, Math.abs(step[2 * k + 1]));
        }
        return largest <= LARGEST_RELATIVE_CHANGE ? 1.0 : LARGEST_RELATIVE_CHANGE / largest;
    }

    private void move(double[] step, double length, double[] fromVm, double[] fromVa) {
        for (int k = 0; k < equations.unknowns; k++) {
            va[k] = fromVa[k] + length * step[2 * k];
            vm[k] = fromVm[k] + length * fromVm[k] * step[2 * k + 1];
            e[k] = vm[k] * Math.cos(va[k]);
            f[k] = vm[k] * Math.sin(va[k]);
        }
    }

    /** Works out Jacobian and mismatches at the present voltages. */
    private void evaluate() {
        jacobian.evaluate(e, f);
        withinTolerance = true;
        withinRounding = true;
        sumOfSquares = 0.0;
        excess = 0.0;
        for (int k = 0; k < equations.unknowns; k++) {
            int i = equations.bus[k];
            double dp = schedule.p[i] - jacobian.p[k];
            double dq = schedule.holdsVoltage[i] ? 0.0 : schedule.q[i] - jacobian.q[k];
            mismatch[2 * k] = dp;
            mismatch[2 * k + 1] = dq;
            sumOfSquares += dp * dp + dq * dq;
            double rounding =
                    ROUNDINGS * vm[k] * vm[k] * (Math.abs(equations.diagonalG[k]) + Math.abs(equations.diagonalB[k]));
            double excessP = Math.max(0.0, Math.abs(dp) - rounding);
            double excessQ = Math.max(0.0, Math.abs(dq) - rounding);
            excess += excessP * excessP + excessQ * excessQ;
            withinTolerance &= Math.abs(dp) <= tolerance && Math.abs(dq) <= tolerance;
            withinRounding &= excessP <= tolerance && excessQ <= tolerance;
        }
    }

    private Iterate iterate(int steps, String trouble) {
        double[] vmByBus = new double[equations.position.length];
        double[] vaByBus = new double[equations.position.length];
        for (int k = 0; k < vm.length; k++) {
            vmByBus[equations.bus[k]] = vm[k];
            vaByBus[equations.bus[k]] = va[k];
        }
        return new Iterate(steps, vmByBus, vaByBus, trouble);
    }
}
