package org.flexopf.solver.interiorpoint.internal;

/**
 * What the homogeneous embedding adds to a direction: the steps of tau and kappa, and what the step of tau entails
 * through the constant terms q and d (Andersen, Roos and Terlaky 2003; with a quadratic objective Goulart and Chen
 * 2024).
 */
final class Embedding {

    private static final double CONSTANT_ACCURACY = 1e-10;
    private static final int CONSTANT_REFINEMENTS = 3;

    /** Right sides of a whole direction. */
    final double[] rightX;

    final double[] rightV;
    /** The right side of a correction's rows. */
    final double[] noRows;

    private final ScaledProgram program;
    private final Direction constant;
    private final double[] quadraticX;

    Embedding(ScaledProgram program, ConeProduct cones) {
        this.program = program;
        constant = new Direction(program, cones);
        rightX = new double[program.structure.variables];
        rightV = new double[program.structure.rows];
        noRows = new double[program.structure.rows];
        quadraticX = new double[program.structure.variables];
    }

    /** Solves for the direction that a unit step of tau asks for. */
    void solveConstantTerms(KktSystem kkt, Refinement refinement, Direction room) {
        for (int j = 0; j < rightX.length; j++) {
            rightX[j] = -program.cost[j];
        }
        constant.solve(kkt, rightX, program.rhs);
        refinement.run(
                kkt,
                rightX,
                program.rhs,
                constant,
                room,
                CONSTANT_ACCURACY,
                0.0,
                CONSTANT_ACCURACY,
                0.0,
                CONSTANT_REFINEMENTS);
    }

    /** Sets the right sides to what takes away a share of the residuals at a step of tau. */
    void setRightSides(Residuals residuals, double share, double stepTau) {
        for (int j = 0; j < rightX.length; j++) {
            rightX[j] = share * residuals.x[j] - stepTau * program.cost[j];
        }
        for (int i = 0; i < rightV.length; i++) {
            rightV[i] = share * residuals.v[i] + stepTau * program.rhs[i];
        }
    }

    /**
     * Adds the part of a finished direction that comes from the step of tau. The denominator is summed from the
     * constant terms as they are: the shorter form, in which the equations of the constant direction have been used, is
     * far from it where dependent equalities contradict each other and that direction is all regularisation.
     */
    void complete(Iterate point, double rightSide, double complementarity, Direction out) {
        double tau = point.tau;
        double numerator = rightSide + complementarity / tau;
        double denominator = -point.kappa / tau;
        for (int j = 0; j < rightX.length; j++) {
            numerator -= program.cost[j] * out.x[j];
            denominator += program.cost[j] * constant.x[j];
        }
        for (int i = 0; i < rightV.length; i++) {
            numerator -= program.rhs[i] * out.v[i];
            denominator += program.rhs[i] * constant.v[i];
        }
        if (program.hasQuadratic) {
            program.multiplyQuadratic(point.x, quadraticX);
            for (int j = 0; j < rightX.length; j++) {
                double slope = 2.0 * quadraticX[j] / tau;
                numerator -= slope * out.x[j];
                denominator += slope * constant.x[j] - quadraticX[j] * point.x[j] / (tau * tau);
            }
        }
        double stepTau = numerator / denominator;
        out.add(stepTau, constant);
        out.tau = stepTau;
        out.kappa = -(complementarity + point.kappa * stepTau) / tau;
    }
}
