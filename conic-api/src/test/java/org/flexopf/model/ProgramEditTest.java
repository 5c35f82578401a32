package org.flexopf.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.flexopf.program.ConicProgram;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every change of numbers does what it says and nothing else; the pattern stays. */
class ProgramEditTest {

    private static final ElementKind UNIT = new ElementKind("unit", "unit");
    private static final ElementKind NODE = new ElementKind("node", "node");
    private static final VariableFamily POWER = new VariableFamily("power", "power", UNIT, Unit.MW);
    private static final ConstraintFamily BALANCE = new ConstraintFamily("balance", "balance", NODE, Unit.MW);
    private static final ConstraintFamily LEAST = new ConstraintFamily("least", "least", UNIT, Unit.MW);
    private static final ConstraintFamily MOST = new ConstraintFamily("most", "most", UNIT, Unit.MW);
    private static final ConstraintFamily DISK = new ConstraintFamily("disk", "disk", NODE, Unit.MVA);
    private static final ConstraintFamily ROTATED = new ConstraintFamily("rotated", "rotated", NODE, Unit.MVA);

    private Model model;
    private NamedBlock block;
    private EditableModel editable;

    /** Three units at one node, the last of them held at 2, in a block whose costs count twice. */
    @BeforeEach
    void build() {
        ProgramBuilder root = new ProgramBuilder(kind -> 0);
        ProgramBuilder builder = root.block("only", kind -> kind.equals(UNIT) ? 3 : 1, 2.0);
        Variables p = builder.variables(POWER);
        LinearExpression sum = LinearExpression.zero();
        for (int g = 0; g < 3; g++) {
            sum.plus(p.of(g));
            builder.between(LEAST, MOST, g, LinearExpression.of(p.of(g)), g == 2 ? 2.0 : 0.0, g == 2 ? 2.0 : 5.0 + g);
            builder.cost(10.0 * (g + 1), p.of(g));
            builder.squareCost(1.0 + g, p.of(g));
            builder.constantCost(100.0 * (g + 1), p.of(g));
        }
        builder.equal(BALANCE, 0, sum, 6.0);
        builder.cone(DISK, 0, LinearExpression.of(8.0), LinearExpression.of(p.of(0)), LinearExpression.of(p.of(1)));
        builder.rotatedCone(
                ROTATED, 0, LinearExpression.of(9.0), LinearExpression.of(1.0), LinearExpression.of(p.of(0)));
        model = root.build();
        block = model.blocks().get(1);
        editable = new EditableModel(model);
    }

    private ConicProgram before() {
        return model.program();
    }

    private void requireSamePattern(ConicProgram after) {
        assertThat(after.samePattern(before())).isTrue();
    }

    @Test
    void rightHandSidesShiftAndLimitsGetRoom() {
        ConicProgram after = editable.edit()
                .shift(block, BALANCE, 0, 1.5)
                .relax(block, MOST, 1, 0.25)
                .relax(block, LEAST, 1, 0.5)
                .relax(block, DISK, 0, 3.0)
                .relax(block, ROTATED, 0, 1.0)
                .build()
                .program();
        requireSamePattern(after);
        // Rows: the held unit, then the balance; limits of units 0 and 1 from below and above; the cones.
        assertThat(after.equalityRhs()).containsExactly(2.0, 7.5);
        assertThat(after.coneRhs()).containsExactly(0.0, 5.0, 0.5, 6.25, 11.0, 0.0, 0.0, 5.0 + 0.5, 4.0 + 0.5, 0.0);
        assertThat(after.linear()).containsExactly(before().linear());
    }

    @Test
    void costsCountByTheFactorOfTheBlock() {
        EditedProgram edited = editable.edit().addCost(block, POWER, 1, 7.0).build();
        requireSamePattern(edited.program());
        assertThat(edited.program().linear()).containsExactly(20.0, 40.0 + 14.0, 60.0);
        assertThat(edited.program().constant()).isEqualTo(before().constant());
    }

    /** A pull costs weight/2 (x - centre)^2: compared at three points. */
    @Test
    void aPullIsASquareAroundItsCentre() {
        ConicProgram after =
                editable.edit().pull(block, POWER, 0, 3.0, 4.0).build().program();
        for (double x : new double[] {-1.0, 3.0, 5.0}) {
            double[] point = {x, 1.0, 2.0};
            assertThat(after.objective(point) - before().objective(point))
                    .isCloseTo(2.0 * 0.5 * 4.0 * (x - 3.0) * (x - 3.0), within(1e-12));
        }
    }

    /** Where the variable is at its value, cost and rows are those of the program before. */
    @Test
    void aVariableIsHeldAtAValue() {
        EditedProgram edited = editable.edit().fix(block, POWER, 1, 4.0).build();
        ConicProgram after = edited.program();
        requireSamePattern(after);
        double[] point = {1.0, 4.0, 2.0};
        double[] other = {1.0, 0.5, 2.0};
        assertThat(after.objective(point)).isCloseTo(before().objective(point), within(1e-9));
        double[] rows = new double[2];
        after.equalityMatrix().multiplyAdd(1.0, other, rows);
        assertThat(rows[1]).as("the variable is no longer in the balance").isEqualTo(3.0);
        assertThat(after.equalityRhs(1)).isEqualTo(6.0 - 4.0);
        assertThat(after.coneRhs(6))
                .as("nor in the disk, which has it as a number")
                .isEqualTo(4.0);
        assertThatThrownBy(() -> editable.edit().fix(block, POWER, 1, 6.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be held at 6.5");
    }

    @Test
    void anElementLeavesAndTakesItsCostsAlong() {
        ProgramEdit edit = editable.edit();
        assertThat(edit.remove(block, UNIT, 2)).isTrue();
        ConicProgram after = edit.build().program();
        requireSamePattern(after);
        double[] rows = new double[2];
        after.equalityMatrix().multiplyAdd(1.0, new double[] {1.0, 4.0, 2.0}, rows);
        assertThat(rows).as("its own limit stays").containsExactly(2.0, 5.0);
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThatThrownBy(() -> editable.edit().shift(block, BALANCE, 1, 1.0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no row 'balance' of node index 1 in block 'only'");
        assertThatThrownBy(() -> editable.edit().relax(block, MOST, 2, 1.0))
                .hasMessageContaining("has no room to give");
        assertThatThrownBy(() -> editable.edit().shift(block, MOST, 1, 1.0)).hasMessageContaining("is a limit");
        assertThatThrownBy(() -> editable.edit().addCost(block, POWER, 9, 1.0))
                .hasMessageContaining("no variable 'power' of unit index 9");
        assertThatThrownBy(() -> editable.edit().pull(block, POWER, 0, 1.0, 0.0))
                .hasMessageContaining("pulls nowhere");
    }
}
