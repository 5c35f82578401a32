package org.flexopf.examples.samebits;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.program.SparseMatrix;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.SolverCapabilities;
import org.flexopf.solver.SolverOptions;
import org.flexopf.solver.SolverResult;
import org.flexopf.solver.SolverSession;
import org.flexopf.solver.WarmStart;

/**
 * A solver that hands everything on to another one and digests every bit that passes: programs, answers and iterations,
 * in their order. What a solver says of its objective is left out, for it follows from the rest.
 */
final class RecordingSolver implements ConvexSolver {

    private static final int DIGEST_BYTES = 8;

    private final ConvexSolver solver;
    private final MessageDigest programs = sha256();
    private final MessageDigest answers = sha256();
    private int solves;

    RecordingSolver(ConvexSolver solver) {
        this.solver = solver;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The number of solves, and what was asked and answered in them. */
    String digest() {
        return solves + " " + HexFormat.of().formatHex(programs.digest(), 0, DIGEST_BYTES) + " "
                + HexFormat.of().formatHex(answers.digest(), 0, DIGEST_BYTES);
    }

    @Override
    public String name() {
        return solver.name();
    }

    @Override
    public SolverCapabilities capabilities() {
        return solver.capabilities();
    }

    @Override
    public SolverResult solve(ConicProgram program, SolverOptions options, WarmStart start) {
        return recorded(program, solver.solve(program, options, start));
    }

    @Override
    public SolverSession session() {
        SolverSession session = solver.session();
        return (program, options, start) -> recorded(program, session.solve(program, options, start));
    }

    private SolverResult recorded(ConicProgram program, SolverResult answer) {
        solves++;
        add(programs, program.quadratic());
        add(programs, program.linear());
        add(programs, program.constant());
        add(programs, program.equalityMatrix());
        add(programs, program.equalityRhs());
        add(programs, program.coneMatrix());
        add(programs, program.coneRhs());
        for (Cone cone : program.cones()) {
            add(programs, cone instanceof Cone.Nonnegative ? cone.dimension() : -cone.dimension());
        }
        add(answers, answer.status().ordinal());
        add(answers, answer.iterations());
        add(answers, answer.x());
        add(answers, answer.y());
        add(answers, answer.z());
        return answer;
    }

    private static void add(MessageDigest digest, SparseMatrix matrix) {
        add(digest, matrix.rows());
        for (int j = 0; j < matrix.columns(); j++) {
            for (int k = matrix.columnStart(j); k < matrix.columnStart(j + 1); k++) {
                add(digest, matrix.rowIndex(k));
                add(digest, matrix.value(k));
            }
            add(digest, matrix.columnStart(j + 1));
        }
    }

    private static void add(MessageDigest digest, double... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * values.length);
        for (double value : values) {
            bytes.putDouble(value);
        }
        digest.update(bytes.array());
    }
}
