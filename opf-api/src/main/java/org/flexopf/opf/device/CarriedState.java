package org.flexopf.opf.device;

import java.util.function.IntPredicate;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.LinearExpression;
import org.flexopf.model.ProgramBuilder;
import org.flexopf.model.VariableFamily;
import org.flexopf.model.Variables;

/** A state of devices that one block leaves and the next one finds, such as a temperature or a running sum. */
final class CarriedState {

    private final BlockScope scope;
    private final VariableFamily left;
    private final VariableFamily found;
    private final ConstraintFamily carried;

    /**
     * A state with a family of what a block leaves, one of what it finds, and the rows that make them equal.
     *
     * @param carried the name of the rows; {@code null} for none
     */
    CarriedState(BlockScope scope, VariableFamily left, VariableFamily found, ConstraintFamily carried) {
        this.scope = scope;
        this.left = left;
        this.found = found;
        this.carried = carried;
    }

    /** Adds the variables of the devices that have the state. */
    void add(IntPredicate present) {
        scope.program().variables(left, present);
        scope.program().variables(found, k -> !scope.begins() && present.test(k));
    }

    /** What the block leaves, of an element that has the state. */
    LinearExpression left(int k) {
        return LinearExpression.of(scope.program().existing(left).of(k));
    }

    /** What the block finds, of an element that has the state. */
    LinearExpression found(int k, double initial) {
        return scope.begins()
                ? LinearExpression.of(initial)
                : LinearExpression.of(scope.program().existing(found).of(k));
    }

    /** Adds the rows that say that this block finds what the earlier one left. */
    void follow(CarriedState earlier, ProgramBuilder rows) {
        Variables here = scope.program().existing(found);
        for (int k = 0; k < here.size(); k++) {
            if (here.has(k)) {
                rows.equal(carried, k, earlier.left(k).minus(here.of(k)), 0.0);
            }
        }
    }
}
