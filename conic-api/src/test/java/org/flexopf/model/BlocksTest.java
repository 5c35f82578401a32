package org.flexopf.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.flexopf.program.Cone;
import org.flexopf.program.ConicProgram;
import org.flexopf.solver.CheckedAnswer;
import org.flexopf.solver.CheckedSolver;
import org.flexopf.solver.ConvexSolver;
import org.flexopf.solver.ScriptedSolver;
import org.flexopf.solver.SolveStatus;
import org.flexopf.solver.SolverOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Blocks are namespaces on one program: their numbers lie together, their costs count by their factor. */
class BlocksTest {

    private static final ElementKind UNIT = new ElementKind("unit", "unit");
    private static final ElementKind NODE = new ElementKind("node", "node");
    private static final VariableFamily POWER = new VariableFamily("power", "power", UNIT, Unit.MW);
    private static final ConstraintFamily BALANCE = new ConstraintFamily("balance", "balance", NODE, Unit.MW);
    private static final ConstraintFamily LIMIT = new ConstraintFamily("limit", "limit", UNIT, Unit.MW);
    private static final ConstraintFamily RAMP = new ConstraintFamily("ramp", "ramp", ElementKind.OWN, Unit.MW);
    private static final ConstraintFamily DISK = new ConstraintFamily("disk", "disk", NODE, Unit.MVA);

    private final ProgramBuilder root = new ProgramBuilder(kind -> 0);
    private Model model;

    /** Two hours of two generators at one bus, and a row between the hours. */
    @BeforeEach
    void build() {
        ProgramBuilder early = hour("early", 2.0, 10.0);
        ProgramBuilder late = hour("late", 0.25, 30.0);
        ProgramBuilder link = root.block("ramp", kind -> 0, 1.0);
        link.atMost(
                RAMP,
                0,
                LinearExpression.of(late.existing(POWER).of(0))
                        .minus(early.existing(POWER).of(0)),
                5.0);
        model = root.build();
    }

    private ProgramBuilder hour(String label, double factor, double demand) {
        ProgramBuilder hour = root.block(label, kind -> kind.equals(UNIT) ? 2 : 1, factor);
        Variables p = hour.variables(POWER);
        hour.equal(BALANCE, 0, LinearExpression.of(p.of(0)).plus(p.of(1)), demand);
        for (int g = 0; g < 2; g++) {
            hour.atMost(LIMIT, g, LinearExpression.of(p.of(g)), 20.0 + g);
            hour.cost(7.0 + g, p.of(g));
            hour.squareCost(3.0, p.of(g));
        }
        hour.cone(DISK, 0, LinearExpression.of(50.0), LinearExpression.of(p.of(0)), LinearExpression.of(p.of(1)));
        hour.cost(1.5);
        return hour;
    }

    @Test
    void columnsAndRowsOfABlockLieTogether() {
        ConicProgram program = model.program();
        assertThat(model.blocks()).extracting(NamedBlock::label).containsExactly("", "early", "late", "ramp");
        assertThat(model.blocks().get(1).column(POWER, 1)).isEqualTo(1);
        assertThat(model.blocks().get(2).column(POWER, 0)).isEqualTo(2);
        assertThat(program.equalityRhs()).containsExactly(10.0, 30.0);
        assertThat(program.coneRhs()).containsExactly(20.0, 21.0, 20.0, 21.0, 5.0, 50.0, 0.0, 0.0, 50.0, 0.0, 0.0);
        assertThat(program.cones())
                .containsExactly(new Cone.Nonnegative(5), new Cone.SecondOrder(3), new Cone.SecondOrder(3));
    }

    @Test
    void costsCountByTheFactorOfTheirBlock() {
        ConicProgram program = model.program();
        assertThat(program.linear()).containsExactly(14.0, 16.0, 1.75, 2.0);
        assertThat(program.quadratic().get(0, 0)).isEqualTo(12.0);
        assertThat(program.quadratic().get(3, 3)).isEqualTo(1.5);
        assertThat(program.constant()).isEqualTo(2.0 * 1.5 + 0.25 * 1.5);
    }

    @Test
    void dualsAreThoseOfTheBlocksOwnCosts() {
        CheckedAnswer answer = answer();
        assertThat(model.solution(answer, 1).duals(BALANCE, 1)).containsExactly(-100.0 / 2.0);
        assertThat(model.solution(answer, 2).duals(BALANCE, 1)).containsExactly(-200.0 / 0.25);
        assertThat(model.solution(answer, 2).duals(LIMIT, 2)).containsExactly(3.0 / 0.25, 4.0 / 0.25);
        assertThat(model.solution(answer, 1).duals(DISK, 1)).containsExactly(6.0 / 2.0);
        assertThat(model.solution(answer, 3).duals(RAMP, 1)).containsExactly(5.0);
        assertThat(model.solution(answer, 2).values(POWER, 2)).containsExactly(0.3, 0.4);
    }

    /** A block taken out is the program that would have been built alone, with its part of the answer. */
    @Test
    void aBlockAloneIsTheProgramOfItself() {
        ModelSolution late = model.solution(answer(), 2).alone();
        ProgramBuilder single = new ProgramBuilder(kind -> kind.equals(UNIT) ? 2 : 1);
        Variables p = single.variables(POWER);
        single.equal(BALANCE, 0, LinearExpression.of(p.of(0)).plus(p.of(1)), 30.0);
        for (int g = 0; g < 2; g++) {
            single.atMost(LIMIT, g, LinearExpression.of(p.of(g)), 20.0 + g);
            single.cost(7.0 + g, p.of(g));
            single.squareCost(3.0, p.of(g));
        }
        single.cone(DISK, 0, LinearExpression.of(50.0), LinearExpression.of(p.of(0)), LinearExpression.of(p.of(1)));
        ConicProgram expected = single.build().program();
        ConicProgram found = late.model().program();
        assertThat(found.samePattern(expected)).isTrue();
        assertThat(found.linear()).containsExactly(expected.linear());
        assertThat(found.quadratic().get(1, 1)).isEqualTo(expected.quadratic().get(1, 1));
        assertThat(found.equalityRhs()).containsExactly(expected.equalityRhs());
        assertThat(found.coneRhs()).containsExactly(expected.coneRhs());
        assertThat(late.values(POWER, 2)).containsExactly(0.3, 0.4);
        assertThat(late.duals(BALANCE, 1)).containsExactly(-200.0 / 0.25);
        assertThat(late.duals(LIMIT, 2)).containsExactly(3.0 / 0.25, 4.0 / 0.25);
        assertThat(late.duals(DISK, 1)).containsExactly(9.0 / 0.25);
        assertThat(late.result().z()).hasSize(5);
    }

    @Test
    void namesSayTheirBlock() {
        ProgramNames names = ProgramNames.of(model);
        assertThat(names.column(3)).contains(new Key(POWER, 1));
        assertThat(names.blockOfColumn(3)).contains("late");
        assertThat(names.blockOfColumn(0)).contains("early");
        assertThat(names.coneRow(4)).contains(new Key(RAMP, 0));
        assertThat(names.coneRow(10)).contains(new Key(DISK, 0));
    }

    /** Blocks find their neighbours by their labels, whatever their order. */
    @Test
    void aStartFindsItsBlockByLabel() {
        ProgramBuilder other = new ProgramBuilder(kind -> 0);
        ProgramBuilder late = other.block("late", kind -> 2, 1.0);
        late.variables(POWER);
        other.block("unknown", kind -> 2, 1.0).variables(POWER);
        assertThat(other.build()
                        .startFrom(model.solution(answer()), NeighbourIndex.SAME)
                        .x())
                .containsExactly(0.3, 0.4, 0.0, 0.0);
    }

    @Test
    void blocksAreBuiltOneAfterTheOther() {
        ProgramBuilder builder = new ProgramBuilder(kind -> 1);
        ProgramBuilder first = builder.block("first", kind -> 1, 1.0);
        builder.block("second", kind -> 1, 1.0);
        assertThatThrownBy(() -> first.variables(POWER))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("block 'first' is closed");
        assertThatThrownBy(() -> builder.block("first", kind -> 1, 1.0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'first' already");
        assertThatThrownBy(() -> builder.block("third", kind -> 1, 0.0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("count 0.0 times");
    }

    /** Numbers of no optimum, which therefore claim nothing. */
    private CheckedAnswer answer() {
        ConvexSolver solver = ScriptedSolver.saying(program -> ScriptedSolver.answer(
                SolveStatus.ITERATION_LIMIT,
                new double[] {0.1, 0.2, 0.3, 0.4},
                new double[] {100.0, 200.0},
                new double[] {1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0}));
        return CheckedSolver.of(solver).solve(model.program(), SolverOptions.defaults());
    }
}
