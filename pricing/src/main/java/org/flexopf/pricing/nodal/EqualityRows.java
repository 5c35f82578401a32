package org.flexopf.pricing.nodal;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.flexopf.model.ElementKind;
import org.flexopf.model.Family;
import org.flexopf.model.Key;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.family.OpfVariables;
import org.flexopf.opf.limit.SoftLimit;
import org.flexopf.program.SparseMatrix;

/** Which equalities of a program are laws of the network, and which are sources. */
final class EqualityRows {

    private static final Set<Family> BRANCH_FLOW_LAWS =
            Set.of(OpfConstraints.ACTIVE_BALANCE, OpfConstraints.REACTIVE_BALANCE, OpfConstraints.VOLTAGE_DROP);

    private final SolvedProgram solved;
    private final NetworkState state;
    private final SparseMatrix byRows;

    EqualityRows(SolvedProgram solved, NetworkState state) {
        this.solved = solved;
        this.state = state;
        this.byRows = solved.program().equalityMatrix().transpose();
    }

    /**
     * Balances of roots are sources, and so are limits whose ends meet and rows that are about more than the state; all
     * others are laws. What holds a setting is neither.
     */
    void addTo(NetworkLaws laws, PriceSources sources) {
        for (int row = 0; row < solved.program().equalityCount(); row++) {
            Optional<Key> name = solved.names().equality(row);
            double multiplier = solved.result().y()[row];
            Optional<Power> balanced = name.flatMap(key -> balanced(key.family()));
            if (SettingLaws.isLimit(name)) {
                continue;
            }
            if (balanced.isPresent() && state.isRoot(name.orElseThrow().element())) {
                sources.addRoot(byRows, row, multiplier);
            } else if (solved.names().isFixedLimit(row) || !isLaw(row, name)) {
                sources.add(name, byRows, row, multiplier);
            } else {
                LawTerms terms = terms(row);
                if (terms.states().length > 0 && balanced.isPresent()) {
                    laws.addBalance(balanced.get(), name.orElseThrow().element(), terms);
                } else if (terms.states().length > 0) {
                    laws.add(terms);
                }
            }
        }
    }

    private static Optional<Power> balanced(Family row) {
        if (row.equals(OpfConstraints.ACTIVE_BALANCE)) {
            return Optional.of(Power.ACTIVE);
        }
        return row.equals(OpfConstraints.REACTIVE_BALANCE) ? Optional.of(Power.REACTIVE) : Optional.empty();
    }

    /**
     * Whether an equality is about nothing but the state of the network and what devices decide; the further variables
     * of a formulation make it a matter of its own. In a branch-flow model the balances and voltage drops are all there
     * is: what else it states of voltages follows from the cycles.
     */
    private boolean isLaw(int row, Optional<Key> name) {
        if (state.isBranchFlow()
                && name.filter(key -> BRANCH_FLOW_LAWS.contains(key.family())).isEmpty()) {
            return false;
        }
        for (int e = byRows.columnStart(row); e < byRows.columnStart(row + 1); e++) {
            Optional<Key> column = solved.names().column(byRows.rowIndex(e));
            if (column.isEmpty()
                    || !(NetworkState.isState(column.get().family())
                            || isDecision(column.get().family()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDecision(Family column) {
        ElementKind kind = column.kind();
        if (kind.equals(Bus.KIND) || kind.equals(Branch.KIND)) {
            return column.equals(OpfVariables.PHASE_SHIFT)
                    || Arrays.stream(SoftLimit.values())
                            .anyMatch(limit -> limit.slack().equals(column));
        }
        return !kind.equals(ElementKind.OWN);
    }

    private LawTerms terms(int row) {
        int first = byRows.columnStart(row);
        int[] column = new int[byRows.columnStart(row + 1) - first];
        double[] value = new double[column.length];
        for (int k = 0; k < column.length; k++) {
            column[k] = byRows.rowIndex(first + k);
            value[k] = byRows.value(first + k);
        }
        return state.termsOf(column, value);
    }
}
