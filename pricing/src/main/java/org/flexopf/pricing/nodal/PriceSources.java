package org.flexopf.pricing.nodal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.flexopf.model.ConstraintFamily;
import org.flexopf.model.ElementKind;
import org.flexopf.model.Key;
import org.flexopf.model.Unit;
import org.flexopf.opf.family.PriceComponent;
import org.flexopf.program.SparseMatrix;

/**
 * What makes prices: the terms of the state columns whose multipliers are known. These are the balances of the roots,
 * the limits that bind, the objective where it is one of the state, and what rows a formulation has besides the laws of
 * the network.
 */
final class PriceSources {

    /** What stands for the objective among the sources. */
    static final Key OBJECTIVE =
            new Key(new ConstraintFamily("objective", "objective", ElementKind.OWN, Unit.CURRENCY_PER_HOUR), 0);

    /** What stands for the rows without a name that a formulation has besides the laws of the network. */
    static final Key FURTHER_ROWS = new Key(
            new ConstraintFamily(
                    "further-rows", "further rows of the formulation", ElementKind.OWN, Unit.CURRENCY_PER_HOUR),
            0);

    private final NetworkState state;
    private final SourceTerms roots = new SourceTerms();
    private final SourceTerms rootsAtUnitPrice = new SourceTerms();
    private final Map<Key, SourceTerms> sources = new LinkedHashMap<>();

    PriceSources(NetworkState state) {
        this.state = state;
    }

    /** Where a source belongs. */
    static PriceComponent component(Key source) {
        return source.equals(OBJECTIVE) || source.equals(FURTHER_ROWS)
                ? PriceComponent.OTHER
                : PriceComponent.of(source.family());
    }

    /** Adds the balance of a root. */
    void addRoot(SparseMatrix byRows, int row, double multiplier) {
        addRow(byRows, row, multiplier, roots);
        addRow(byRows, row, 1.0, rootsAtUnitPrice);
    }

    /** Adds a row at its multiplier; one without a name is among the {@link #FURTHER_ROWS}. */
    void add(Optional<Key> name, SparseMatrix byRows, int row, double multiplier) {
        addRow(byRows, row, multiplier, source(name.orElse(FURTHER_ROWS)));
    }

    /** Adds the gradient {@code P x + q} of the objective, by column, where it is one of the state at all. */
    void addObjective(double[] gradient) {
        for (int column = 0; column < gradient.length; column++) {
            if (state.number(column) >= 0 && gradient[column] != 0.0) {
                source(OBJECTIVE).add(state.number(column), gradient[column]);
            }
        }
    }

    /** What the balances of the roots add to each state. */
    double[] atRoots() {
        double[] sum = new double[state.count()];
        roots.addTo(sum);
        return sum;
    }

    /** What the balances of the roots would add to each state if all had the multiplier 1. */
    double[] atRootsOfUnitPrice() {
        double[] sum = new double[state.count()];
        rootsAtUnitPrice.addTo(sum);
        return sum;
    }

    /** What all sources of a component add to each state. */
    double[] sum(PriceComponent component) {
        double[] sum = new double[state.count()];
        forEach((key, terms) -> {
            if (component(key) == component) {
                terms.addTo(sum);
            }
        });
        return sum;
    }

    /** Every source but the roots, in the order of the program. */
    void forEach(BiConsumer<Key, SourceTerms> action) {
        sources.forEach(action);
    }

    private SourceTerms source(Key key) {
        return sources.computeIfAbsent(key, unknown -> new SourceTerms());
    }

    private void addRow(SparseMatrix byRows, int row, double multiplier, SourceTerms target) {
        for (int e = byRows.columnStart(row); e < byRows.columnStart(row + 1); e++) {
            int at = state.number(byRows.rowIndex(e));
            if (at >= 0) {
                target.add(at, multiplier * byRows.value(e));
            }
        }
    }
}
