package org.flexopf.examples.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.flexopf.casefile.JsonCase;
import org.flexopf.dcopf.DcOpf;
import org.flexopf.dcopf.PtdfDcOpf;
import org.flexopf.lopf.LinDistFlow;
import org.flexopf.model.ElementKind;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.ConnectedElement;
import org.flexopf.network.CostCurve;
import org.flexopf.network.ElementRef;
import org.flexopf.network.Fault;
import org.flexopf.network.Generator;
import org.flexopf.network.HvdcLine;
import org.flexopf.network.InvalidNetworkException;
import org.flexopf.network.Load;
import org.flexopf.network.Network;
import org.flexopf.network.NetworkBuilder;
import org.flexopf.network.Profile;
import org.flexopf.network.Range;
import org.flexopf.opf.Opf;
import org.flexopf.opf.OpfRun;
import org.flexopf.opf.OpfSolution;
import org.flexopf.opf.PreparedOpf;
import org.flexopf.opf.ProgramChange;
import org.flexopf.opf.family.OpfConstraints;
import org.flexopf.opf.formulation.OpfFormulation;
import org.flexopf.opf.objective.Objective;
import org.flexopf.opf.problem.Block;
import org.flexopf.opf.problem.DeviceMemory;
import org.flexopf.opf.problem.Horizon;
import org.flexopf.opf.problem.LinkedProblem;
import org.flexopf.opf.problem.OpfProblem;
import org.flexopf.opf.state.DevicePower;
import org.flexopf.opf.state.OperatingPoint;
import org.flexopf.powerflow.BusSchedule;
import org.flexopf.powerflow.PowerFlow;
import org.flexopf.powerflow.PowerFlowOptions;
import org.flexopf.powerflow.RecoveredPoint;
import org.flexopf.pricing.nodal.Rent;
import org.flexopf.report.HtmlReport;
import org.flexopf.report.result.DeviceResult;
import org.flexopf.report.result.JsonRenderer;
import org.flexopf.report.result.PowerFlowDocument;
import org.flexopf.socp.AugmentedSocp;
import org.flexopf.socp.BranchFlowSocp;
import org.flexopf.socp.ExactnessReport;
import org.flexopf.socp.SufficientConditions;
import org.flexopf.solver.SolverOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A kind of device that stands in the tests alone ({@link Reservoir}) takes part in everything. */
class DeviceKindTest {

    private static final String MEMORY = "period 1 to period 2";
    private static final Reservoir RESERVOIR =
            new Reservoir(3, 7, 4.0, new Range(0.1, 1.5), 0.5, 2.0, new Range(-1.0, 1.0), true);
    private static final ElementRef REF = RESERVOIR.ref();

    static Stream<OpfFormulation> formulations() {
        return Stream.of(new BranchFlowSocp(), new DcOpf(), new PtdfDcOpf(), new LinDistFlow());
    }

    /** 5 MW and 1 Mvar at bus 7, behind a line that loses next to nothing. */
    private static NetworkBuilder without() {
        return Network.builder("a reservoir", 10.0)
                .bus(Bus.reference(1, 1.0))
                .bus(Bus.of(7).withVoltageLimits(0.9, 1.1))
                .branch(Branch.line(1, 1, 7, 1e-6, 1e-6))
                .generator(Generator.of(1, 1, 0.0, 100.0, -50.0, 50.0, CostCurve.linear(20.0)))
                .load(Load.of(1, 7, 5.0, 1.0));
    }

    private static Network with(Reservoir reservoir) {
        return without().device(reservoir).build();
    }

    private static Opf opf(OpfFormulation formulation) {
        return Opf.of(formulation).withOptions(SolverOptions.defaults().withTolerance(1e-9));
    }

    /** Two hours at 20, then half an hour at 80 per MWh. */
    private static OpfRun day(Network network, OpfFormulation formulation) {
        Profile dear = Profile.of(network).withPrices(new double[] {80.0});
        LinkedProblem problem = OpfProblem.of(network)
                .over(Horizon.ofHours(2.0, 0.5), List.of(Profile.of(network), dear))
                .writtenBy(formulation);
        return opf(formulation).solve(problem).run().orElseThrow();
    }

    /**
     * By hand: the reservoir is filled from 0.5 to 1.5 MWh in two hours (0.5 MW), and gives 1.4 MWh in half an hour
     * (2.8 MW). 2 h (5.5 MW 20 + 0.5 MW 2) + 0.5 h (2.2 MW 80 + 2.8 MW 2) = 222 + 90.8.
     */
    @ParameterizedTest
    @MethodSource("formulations")
    void itChargesWhereEnergyIsCheapAndDischargesWhereItIsDear(OpfFormulation formulation) {
        OpfRun run = day(with(RESERVOIR), formulation);
        assertThat(run.objective()).isCloseTo(312.8, within(2e-3));
        OpfSolution first = run.solution(0);
        OpfSolution second = run.solution(1);
        assertThat(first.point().devices(Reservoir.KIND).get(0).p()).isCloseTo(-0.5, within(1e-4));
        assertThat(second.point().devices(Reservoir.KIND).get(0).p()).isCloseTo(2.8, within(1e-4));
        assertThat(first.point().devices(Reservoir.KIND).get(0).cost()).isCloseTo(1.0, within(1e-3));
        assertThat(second.point().devices(Reservoir.KIND).get(0).cost()).isCloseTo(5.6, within(1e-3));
        assertThat(first.point().pg(0)).isCloseTo(5.5, within(1e-3));
        assertThat(second.point().pg(0)).isCloseTo(2.2, within(1e-3));
        assertThat(first.values(Reservoir.CHARGE)[0]).isCloseTo(0.5, within(1e-4));
        assertThat(second.values(Reservoir.FOUND)[0]).isCloseTo(1.5, within(1e-4));
        for (OpfSolution period : run.solutions()) {
            // What the state costs is what the program was charged, and supply meets demand.
            assertThat(Objective.cost().at(period.network(), period.point()))
                    .isCloseTo(period.objective(), within(1e-4));
            double[] p = new double[2];
            period.point().addSupply(period.network(), p, new double[2]);
            assertThat(p[0] + p[1]).isCloseTo(5.0, within(1e-3));
            assertThat(p[1])
                    .isCloseTo(period.point().devices(Reservoir.KIND).get(0).p(), within(1e-9));
        }
    }

    /**
     * A MWh more that is handed on replaces one of 80, and costs 2 to give: 78. Room for a MWh more saves that less the
     * 20 + 2 of taking it in: 56, and so 28 for each of the two hours that the block lasts.
     */
    @ParameterizedTest
    @MethodSource("formulations")
    void theDualOfTheEnergyRowIsTheValueOfStoredEnergy(OpfFormulation formulation) {
        OpfRun run = day(with(RESERVOIR), formulation);
        assertThat(run.linkDuals(MEMORY, Reservoir.CARRIED)).containsExactly(new double[] {78.0}, within(0.01));
        assertThat(run.solution(0).duals(Reservoir.ENERGY_MAX)[0]).isCloseTo(28.0, within(0.01));
        assertThat(run.solution(1).duals(Reservoir.ENERGY_MIN)[0]).isCloseTo(156.0, within(0.02));
        assertThat(run.solution(0).duals(OpfConstraints.ACTIVE_BALANCE)[1]).isCloseTo(20.0, within(0.01));
        assertThat(run.solution(1).duals(OpfConstraints.ACTIVE_BALANCE)[1]).isCloseTo(80.0, within(0.01));

        double delta = 0.01;
        double left = slope(formulation, delta, by -> energy(0.1 + by, 1.5, 0.5));
        double room = slope(formulation, delta, by -> energy(0.1, 1.5 + by, 0.5));
        double more = slope(formulation, delta, by -> energy(0.1, 1.5 + by, 0.5 + by));
        assertThat(left).isCloseTo(78.0, within(0.05));
        assertThat(room).isCloseTo(-56.0, within(0.05));
        assertThat(more).isCloseTo(-run.linkDuals(MEMORY, Reservoir.CARRIED)[0], within(0.05));
    }

    private static Reservoir energy(double least, double largest, double initial) {
        return new Reservoir(3, 7, 4.0, new Range(least, largest), initial, 2.0, new Range(-1.0, 1.0), true);
    }

    private interface Changed {
        Reservoir by(double amount);
    }

    private static double slope(OpfFormulation formulation, double delta, Changed changed) {
        double above = day(with(changed.by(delta)), formulation).objective();
        double below = day(with(changed.by(-delta)), formulation).objective();
        return (above - below) / (2.0 * delta);
    }

    /** The power flow injects what the reservoir does: nothing is left for the reference to make up. */
    @Test
    void anAcPowerFlowConfirmsIt() {
        OpfRun run = day(with(RESERVOIR), new BranchFlowSocp());
        double[] costs = {5.5 * 20.0 + 0.5 * 2.0, 2.2 * 80.0 + 2.8 * 2.0};
        for (int t = 0; t < 2; t++) {
            ExactnessReport report = ExactnessReport.of(run.solution(t));
            RecoveredPoint recovered = report.recovered();
            assertThat(report.isConfirmed()).isTrue();
            assertThat(recovered.isFeasible()).isTrue();
            assertThat(recovered.maxMismatchMw()).isLessThan(1e-4);
            assertThat(recovered.cost()).isCloseTo(costs[t], within(1e-2));
            assertThat(recovered.point().devices(Reservoir.KIND))
                    .isEqualTo(run.solution(t).point().devices(Reservoir.KIND));
        }
        // On the network alone it is at rest.
        Network network = with(RESERVOIR);
        assertThat(PowerFlow.solve(network).point().devices(Reservoir.KIND))
                .containsExactly(DevicePower.of(0.0, 0.0, 0.0));
    }

    /** A figure of the DC model takes a dispatch without reactive power: what is not known is at rest. */
    @Test
    void aDispatchWithoutReactivePowerIsConfirmedToo() {
        OpfSolution second = day(with(RESERVOIR), new DcOpf()).solution(1);
        assertThat(second.point().devices(Reservoir.KIND).get(0).q()).isNaN();
        RecoveredPoint recovered = RecoveredPoint.of(second);
        assertThat(recovered.isConverged()).isTrue();
        assertThat(recovered.maxMismatchMw()).isLessThan(1e-3);
        // Everybody is paid the same price, and the network earns nothing.
        Rent rent = Rent.of(second);
        assertThat(rent.demandPayments()).isCloseTo(400.0, within(0.01));
        assertThat(rent.supplyPayments()).isCloseTo(400.0, within(0.01));
        assertThat(rent.perBranch()[0]).isCloseTo(rent.total(), within(0.01));
        assertThat(rent.shunts()).isCloseTo(0.0, within(0.01));
    }

    /** What it does stands in the result document, as text, as JSON and on the page. */
    @Test
    void reportsShowIt() {
        OpfSolution second = day(with(RESERVOIR), new BranchFlowSocp()).solution(1);
        PowerFlowDocument document = PowerFlowDocument.of(PowerFlow.prepare(second.network())
                .solve(BusSchedule.of(second.network(), second.point()), PowerFlowOptions.defaults()));
        DeviceResult device = document.state().devices().get(0);
        assertThat(device.p()).isCloseTo(2.8, within(1e-4));
        assertThat(device.cost()).isCloseTo(5.6, within(1e-3));
        assertThat(JsonRenderer.render(document))
                .containsPattern(
                        "\"devices\"\\s*:\\s*\\[\\s*\\{\\s*\"kind\"\\s*:\\s*\"reservoir\",\\s*\"id\"\\s*:\\s*3,"
                                + "\\s*\"p\"\\s*:\\s*2\\.(80|79)");
        String page =
                HtmlReport.of(second.network(), document).state(second.point()).html();
        assertThat(page).contains("reservoir 3 at bus 7").contains("2.8000");
    }

    /** In an hour alone it has 0.4 MWh to give: 5 MW at 20 per MWh less 0.4 (20 - 2). */
    @ParameterizedTest
    @MethodSource("formulations")
    void aChangeOfTheProgramLeavesItOut(OpfFormulation formulation) {
        Network network = with(RESERVOIR);
        PreparedOpf prepared = opf(formulation).prepare(OpfProblem.of(network));
        assertThat(prepared.solve().orElseThrow().objective()).isCloseTo(92.8, within(1e-3));
        OpfSolution rest = prepared.solve(ProgramChange.none().without(REF))
                .run()
                .orElseThrow()
                .solution();
        assertThat(rest.objective()).isCloseTo(100.0, within(1e-3));
        assertThat(rest.values(Reservoir.DISCHARGE)[0]).isNaN();
        OpfSolution out = opf(formulation).solve(network.without(List.of(REF))).orElseThrow();
        assertThat(out.objective()).isCloseTo(100.0, within(1e-3));
        assertThat(out.point().devices(Reservoir.KIND)).containsExactly(DevicePower.of(0.0, 0.0, 0.0));
        double cost = Objective.cost().at(out.network(), out.point());
        assertThat(cost).isCloseTo(100.0, within(1e-3));
    }

    /** What ties it to itself in the next block is not cut by halves. */
    @Test
    void fromSeveralBlocksItIsNotTakenOut() {
        OpfRun run = day(with(RESERVOIR), new DcOpf());
        ProgramChange gone = ProgramChange.none().in("period 1").without(REF);
        assertThatThrownBy(() -> run.prepared().solve(gone, run))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tied to itself in other blocks; write the problem without it instead");
    }

    @Test
    void messagesNameIt() {
        Network network = without()
                .device(RESERVOIR)
                .mapGenerators(generator -> generator.withActiveLimits(0.0, 4.0))
                .build();
        assertThat(RESERVOIR).hasToString(RESERVOIR.toString());
        assertThat(network.toString()).contains("1 reservoirs");
        assertThat(opf(new DcOpf()).solve(network).conflict().orElseThrow().members())
                .anyMatch(member -> member.toString().startsWith("least energy of reservoir 3 at bus 7"));
        assertThatThrownBy(() -> network.index(new ElementRef(Reservoir.KIND, 4)))
                .hasMessage("there is no reservoir 4");
        assertThat(new AugmentedSocp().whyNot(network)).isEmpty();
        assertThat(SufficientConditions.of(network))
                .allMatch(condition -> !condition.holds())
                .anyMatch(condition -> condition.reason().contains("reservoir 3 at bus 7 is in service"));
    }

    @Test
    void itIsReadFromACaseFileAndWrittenToIt() {
        Network network = without()
                .device(RESERVOIR)
                .device(new Reservoir(
                        1,
                        7,
                        0.1 + 0.2,
                        new Range(0.0, Double.POSITIVE_INFINITY),
                        1e-17,
                        0.0,
                        new Range(0.0, 0.0),
                        false))
                .build();
        String text = JsonCase.of(network).toJson();
        assertThat(text)
                .contains("\"reservoirs\": [\n    {\"id\": 3, \"bus\": 7, \"power\": 4.0, \"energyMin\": 0.1")
                .contains("{\"id\": 1, \"bus\": 7, \"power\": 0.30000000000000004, \"initialEnergy\": 1.0E-17, "
                        + "\"inService\": false}");
        Network read = JsonCase.parse("test", text).network();
        assertThat(read).isEqualTo(network).hasSameHashCodeAs(network);
        assertThat(JsonCase.of(read).toJson()).isEqualTo(text);
        assertThat(read.toBuilder().build()).isEqualTo(network);
        assertThat(read.elements(Reservoir.KIND))
                .extracting(ConnectedElement.class::cast)
                .extracting(ConnectedElement::id)
                .containsExactly(3, 1);
        assertThat(read.kinds()).contains(Reservoir.KIND);
        assertThat(read.index(new ElementRef(Reservoir.KIND, 1))).isEqualTo(1);
        assertThat(read).isNotEqualTo(with(RESERVOIR)).isNotEqualTo(without().build());
        assertThat(read.without(List.of(REF))).isNotEqualTo(read);
        assertThat(read.isActive(read.elements(Reservoir.KIND).get(0))).isTrue();
        assertThat(read.without(List.of(REF))
                        .isActive(read.without(List.of(REF))
                                .elements(Reservoir.KIND)
                                .get(0)))
                .isFalse();
    }

    private static List<Fault> faults(String reservoirs) {
        String text = JsonCase.of(without().build()).toJson().replace("\"loads\"", reservoirs + ",\n\"loads\"");
        return catchThrowableOfType(InvalidNetworkException.class, () -> JsonCase.parse("test", text))
                .faults();
    }

    @Test
    void allFaultsOfAFileAreFoundAtOnce() {
        List<Fault> ofFields = faults("\"reservoirs\": [{\"id\": 3, \"bus\": \"seven\", \"energyMax\": 2, \"size\": 4,"
                + " \"initialEnergy\": 1}], \"batteries\": []");
        assertThat(ofFields)
                .extracting(Fault::element)
                .anyMatch(element -> element.startsWith("reservoirs[0].bus, line"))
                .anyMatch(element -> element.startsWith("reservoirs[0].power, line"))
                .anyMatch(element -> element.startsWith("reservoirs[0].size, line"))
                .anyMatch(element -> element.startsWith("batteries, line"))
                .hasSize(4);
        assertThat(ofFields)
                .filteredOn(fault -> fault.element().startsWith("batteries"))
                .allMatch(fault -> fault.fix().contains("loads, name, reservoirs, shunts"));

        List<Fault> ofElements = faults("\"reservoirs\": [\n"
                + "{\"id\": 3, \"bus\": 8, \"power\": -1, \"energyMax\": 2, \"initialEnergy\": 3},\n"
                + "{\"id\": 3, \"bus\": 7, \"power\": 1, \"energyMin\": 5, \"energyMax\": 2, \"initialEnergy\": 3},\n"
                + "{\"id\": 0, \"bus\": 7, \"power\": 1, \"initialEnergy\": 3, \"throughputCost\": -2}]");
        assertThat(ofElements)
                .extracting(fault -> fault.element() + ": " + fault.value())
                .satisfiesExactlyInAnyOrder(
                        fault -> assertThat(fault).matches("reservoir 3 at bus 8, line \\d+: bus 8"),
                        fault -> assertThat(fault).matches("reservoir 3 at bus 8, line \\d+: power -1.0 MW"),
                        fault -> assertThat(fault).matches("reservoir 3 at bus 8, line \\d+: initial energy 3.0 MWh"),
                        fault -> assertThat(fault).matches("reservoir 3 at bus 7, line \\d+: id 3"),
                        fault -> assertThat(fault).matches("reservoir 3 at bus 7, line \\d+: energy 5.0 to 2.0 MWh"),
                        fault -> assertThat(fault).matches("reservoir 0 at bus 7, line \\d+: id 0"),
                        fault -> assertThat(fault).matches("reservoir 0 at bus 7, line \\d+: throughput cost -2.0"));
    }

    /** A device that nothing is registered for. */
    private record Stranger(int id, int bus, ElementKind kind) implements ConnectedElement {

        @Override
        public String label() {
            return kind.label() + " " + id;
        }

        @Override
        public boolean inService() {
            return true;
        }

        @Override
        public ConnectedElement withInService(boolean service) {
            return HvdcLine.of(id, bus, 1, 0.0, 1.0);
        }

        @Override
        public int terminals() {
            return 1;
        }

        @Override
        public int terminal(int number) {
            return bus;
        }
    }

    @Test
    void whatNothingIsRegisteredForIsRefusedAndNotLeftOut() {
        Network network = without()
                .device(new Stranger(1, 7, new ElementKind("x", "stranger")))
                .build();
        assertThatThrownBy(() -> opf(new DcOpf()).solve(network))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a reservoir has 1 elements of the kind 'stranger', and no device type")
                .hasMessageContaining("install the org.flexopf.opf.device.DeviceType of the kind");
        assertThatThrownBy(() -> JsonCase.of(network).toJson())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'stranger', and no format is registered");
        assertThatThrownBy(() -> network.without(List.of(new ElementRef(new ElementKind("x", ""), 1))))
                .hasMessageContaining("a change leaves a device one of its kind");
        for (ElementKind own : Arrays.asList(Generator.KIND, Bus.KIND, HvdcLine.KIND, ElementKind.OWN)) {
            assertThatThrownBy(() -> without().device(new Stranger(1, 7, own)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is no further kind of device");
        }
        assertThatThrownBy(() -> without().device(Load.of(2, 7, 1.0, 1.0))).hasMessageContaining("the kind 'load'");
    }

    @Test
    void pointsAndMemoriesOfOtherDevicesAreRefused() {
        Network network = with(RESERVOIR);
        OperatingPoint.Builder builder = OperatingPoint.of(network);
        assertThat(builder.build().devices(Reservoir.KIND).get(0).p()).isNaN();
        assertThatThrownBy(() -> builder.devices(Reservoir.KIND, List.of()))
                .hasMessageContaining("0 powers of reservoirs given, but one per reservoir is needed, 1 in all");
        DevicePower two = new DevicePower(
                List.of(new DevicePower.Injection(1.0, 0.0), new DevicePower.Injection(-1.0, 0.0)), 0.0);
        assertThatThrownBy(() -> builder.devices(Reservoir.KIND, List.of(two)))
                .hasMessageContaining("the powers of 2 terminals given for the reservoir at place 0, which has 1");
        assertThatThrownBy(() -> builder.build().requireOf(without().build()))
                .hasMessageContaining("it has 1 reservoirs, the network 0");

        LinkedProblem other = LinkedProblem.of(List.of(
                        Block.of("a", OpfProblem.of(without().build()), new DcOpf()),
                        Block.of("b", OpfProblem.of(network), new DcOpf())))
                .with(new DeviceMemory("a", "b"));
        assertThatThrownBy(() -> opf(new DcOpf()).solve(other))
                .hasMessageContaining("joins other devices: [] before and [reservoir 3] after");
    }
}
