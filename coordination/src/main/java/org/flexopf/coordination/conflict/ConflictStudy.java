package org.flexopf.coordination.conflict;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flexopf.opf.OpfNotSolvedException;
import org.flexopf.solver.SolverChoice;
import org.flexopf.solver.SolverUser;

/**
 * Finds the conflicts of a day, resolves each time unit by every policy, and says who pays. The DSOs go first: each
 * takes the cheapest upward flexibility of its area against the overload of its transformer, knowing nothing of the
 * TSO. Immutable.
 *
 * <p>Transformers are limited where consumption rises; that falling consumption could overload them backwards is not
 * looked at.
 */
public final class ConflictStudy implements SolverUser<ConflictStudy> {

    private final FlexibilityDay day;
    private final SetUp setUp;
    private final ImbalancePayer payer;
    private final SolverChoice solver;

    private ConflictStudy(FlexibilityDay day, SetUp setUp, ImbalancePayer payer, SolverChoice solver) {
        this.day = Objects.requireNonNull(day, "day");
        this.setUp = Objects.requireNonNull(setUp, "setUp");
        this.payer = Objects.requireNonNull(payer, "payer");
        this.solver = Objects.requireNonNull(solver, "solver");
    }

    /** A study of a day on which TSO and DSOs use flexibility, and DSOs pay for the imbalance they cause. */
    public static ConflictStudy of(FlexibilityDay day) {
        return new ConflictStudy(day, SetUp.SHARED, ImbalancePayer.DSO, SolverChoice.installed());
    }

    /** The same where others use flexibility. */
    public ConflictStudy withSetUp(SetUp newSetUp) {
        return new ConflictStudy(day, newSetUp, payer, solver);
    }

    /** The same where somebody else pays for the imbalance that DSOs cause. */
    public ConflictStudy withImbalancePaidBy(ImbalancePayer newPayer) {
        return new ConflictStudy(day, setUp, newPayer, solver);
    }

    @Override
    public SolverChoice solverChoice() {
        return solver;
    }

    @Override
    public ConflictStudy withSolver(SolverChoice choice) {
        return new ConflictStudy(day, setUp, payer, choice);
    }

    /** The day. */
    public FlexibilityDay day() {
        return day;
    }

    /** The conflicts of all time units, without resolving them: no program is solved. */
    public List<Detection> detect() {
        return IntStream.range(0, day.units())
                .mapToObj(unit -> new Detector(day, unit, setUp).detect())
                .toList();
    }

    /**
     * The conflicts of all time units, and what each policy makes of them.
     *
     * @throws OpfNotSolvedException if a solver fails; its message names the time unit
     */
    public List<ResolvedUnit> resolve() {
        return IntStream.range(0, day.units()).mapToObj(this::resolve).toList();
    }

    private ResolvedUnit resolve(int unit) {
        Detector detector = new Detector(day, unit, setUp);
        Detection detection = detector.detect();
        ResolutionProgram program = new ResolutionProgram(day, unit, solver);
        return new ResolvedUnit(
                detection,
                Arrays.stream(ResolutionPolicy.values()).map(program::solve).toList(),
                remuneration(detection),
                compensation(detection, detector.allocation()));
    }

    /** The TSO takes its share of what the DSOs have taken from the cheapest on. */
    private Optional<Remuneration> remuneration(Detection detection) {
        if (detection.overlap() <= DsoAllocation.ROUNDING) {
            return Optional.empty();
        }
        double left = detection.overlap();
        double price = 0.0;
        for (FlexibleAsset asset : day.assets().stream()
                .sorted(Comparator.comparingDouble(FlexibleAsset::priceUp).thenComparing(FlexibleAsset::id))
                .toList()) {
            double taken = Math.min(left, detection.dsoAllocation().getOrDefault(asset.id(), 0.0));
            price += taken * asset.priceUp();
            left -= taken;
        }
        return Optional.of(Remuneration.of(detection.overlap(), price));
    }

    private Optional<Compensation> compensation(Detection detection, DsoAllocation allocation) {
        if (detection.excess() <= DsoAllocation.ROUNDING) {
            return Optional.empty();
        }
        int unit = detection.unit() - 1;
        Capacity down = Capacity.left(day, unit, false, allocation);
        double own = Math.max(0.0, -day.tsoRequest().get(unit));
        double made = Math.max(0.0, Math.min(detection.excess(), down.safe() - own));
        double cost = down.cost(own + made) - down.cost(own);
        Map<Integer, Double> byArea = new LinkedHashMap<>();
        for (SupplyArea area : day.areas()) {
            double share = allocation.of(day, area) / allocation.total();
            if (share > 0.0) {
                byArea.put(area.id(), share * cost);
            }
        }
        return Optional.of(new Compensation(detection.excess(), made, cost, payer, byArea));
    }

    @Override
    public String toString() {
        return "a study of the conflicts of " + day;
    }
}
