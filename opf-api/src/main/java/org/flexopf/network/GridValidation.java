package org.flexopf.network;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.flexopf.network.NetworkBuilder.Located;

/** Checks buses, branches, shunts, interfaces and controls one by one. */
final class GridValidation {

    private final NetworkBuilder builder;
    private final Findings found;

    GridValidation(NetworkBuilder builder, Findings found) {
        this.builder = builder;
        this.found = found;
    }

    void buses() {
        for (int i = 0; i < builder.buses().size(); i++) {
            Located<Bus> entry = builder.buses().get(i);
            Bus bus = entry.element();
            Supplier<String> element = () -> entry.label(bus.label());
            found.identity("bus", element, bus.id(), found.busIndex().isRepeated(i));
            found.finite(element, "lower voltage limit", bus.vMin());
            found.finite(element, "upper voltage limit", bus.vMax());
            found.finite(element, "nominal voltage", bus.baseKv());
            found.finite(element, "angle", bus.angle());
            found.ordered(element, "voltage limits", bus.vMin(), bus.vMax(), "p.u.", !bus.isIsolated());
            if (bus.vMin() < 0.0) {
                found.fault(
                        element,
                        "lower voltage limit " + bus.vMin() + " p.u.",
                        "a magnitude is not negative",
                        "give a limit of zero or more");
            }
            if (bus.vMax() <= 0.0) {
                found.fault(
                        element,
                        "upper voltage limit " + bus.vMax() + " p.u.",
                        "no voltage is possible",
                        "give a limit above zero");
            }
            if (bus.baseKv() < 0.0) {
                found.fault(
                        element,
                        "nominal voltage " + bus.baseKv() + " kV",
                        "a nominal voltage is not negative",
                        "give it in kV, or 0 if unknown");
            }
            if (bus.isIsolated()) {
                found.harmlessNote(element, "declared isolated; it is left out, with all that is connected to it");
            }
        }
    }

    void branches() {
        IdIndex index = IdIndex.of(builder.branches(), entry -> entry.element().id());
        for (int i = 0; i < builder.branches().size(); i++) {
            Located<Branch> entry = builder.branches().get(i);
            Branch branch = entry.element();
            Supplier<String> element = () -> entry.label(branch.label());
            found.identity("branch", element, branch.id(), index.isRepeated(i));
            boolean knownFrom = found.knownBus(element, branch.fromBus());
            boolean knownTo = found.knownBus(element, branch.toBus());
            if (branch.fromBus() == branch.toBus()) {
                found.fault(
                        element,
                        "both ends at bus " + branch.fromBus(),
                        "a branch joins two buses",
                        "correct one of the ends");
            }
            found.finite(element, "resistance", branch.r());
            found.finite(element, "reactance", branch.x());
            found.finite(element, "charging susceptance", branch.b());
            found.finite(element, "shift", branch.shift());
            if (branch.r() == 0.0 && branch.x() == 0.0) {
                found.fault(
                        element,
                        "impedance 0 + j0",
                        "a zero impedance carries any current",
                        "merge the two buses, as reading does where it is asked to (--merge-zero-impedance), or give "
                                + "the impedance of the connection");
            } else {
                requireAdmittance(element, branch);
            }
            if (!(branch.ratio() > 0.0) || Double.isInfinite(branch.ratio())) {
                found.fault(
                        element,
                        "ratio " + branch.ratio(),
                        "a turns ratio is a finite number above zero",
                        "give 1 for a line");
            }
            found.limit(element, "rating", branch.rating());
            found.limit(element, "current limit", branch.currentLimit());
            if (!Double.isFinite(branch.angleMin()) || !Double.isFinite(branch.angleMax())) {
                found.fault(
                        element,
                        "angle limits " + branch.angleMin() + " and " + branch.angleMax() + " degrees",
                        "a limit is not a finite number",
                        "give -360 and 360 for none");
            }
            found.ordered(element, "angle limits", branch.angleMin(), branch.angleMax(), "degrees", branch.inService());
            if (branch.r() < 0.0 || branch.x() < 0.0) {
                found.harmlessNote(
                        element,
                        "negative " + (branch.r() < 0.0 ? "resistance" : "reactance")
                                + ", as in the equivalent of a three-winding transformer");
            }
            if (knownFrom && knownTo && branch.hasRating()) {
                noteIdleRating(branch);
            }
        }
    }

    /** Every model divides by |z|^2, which has to be a number of full precision for that. */
    private void requireAdmittance(Supplier<String> element, Branch branch) {
        double squared = branch.r() * branch.r() + branch.x() * branch.x();
        boolean finite = Double.isFinite(branch.r()) && Double.isFinite(branch.x());
        if (finite && (squared < Double.MIN_NORMAL || squared == Double.POSITIVE_INFINITY)) {
            found.fault(
                    element,
                    "impedance " + branch.r() + " + j" + branch.x() + " p.u.",
                    "its square is beyond what a double can hold, and so is its admittance",
                    "check the unit; merge the two buses if they are one, or leave out the branch if it is open");
        }
    }

    /**
     * The largest apparent power that the voltage limits let into either end: |V| (|V_i'| + |V_j|) / |z| plus the
     * charging.
     */
    private void noteIdleRating(Branch branch) {
        double vFrom = found.bus(branch.fromBus()).vMax() / branch.ratio();
        double vTo = found.bus(branch.toBus()).vMax();
        double z = Math.hypot(branch.r(), branch.x());
        double larger = Math.max(vFrom, vTo);
        double most = builder.baseMva() * larger * ((vFrom + vTo) / z + 0.5 * Math.abs(branch.b()) * larger);
        if (branch.rating() >= most) {
            found.harmlessNote(
                    branch::label,
                    "its rating of " + branch.rating() + " MVA can never bind: the voltage limits allow " + most
                            + " MVA at most");
        }
    }

    void shunts() {
        IdIndex index = IdIndex.of(builder.shunts(), entry -> entry.element().id());
        for (int i = 0; i < builder.shunts().size(); i++) {
            Located<Shunt> entry = builder.shunts().get(i);
            Shunt shunt = entry.element();
            Supplier<String> element = () -> entry.label(shunt.label());
            found.identity("shunt", element, shunt.id(), index.isRepeated(i));
            found.knownBus(element, shunt.bus());
            found.finite(element, "conductance", shunt.g());
            found.finite(element, "susceptance", shunt.b());
        }
    }

    void flowInterfaces() {
        IdIndex index =
                IdIndex.of(builder.flowInterfaces(), entry -> entry.element().id());
        IdIndex branches =
                IdIndex.of(builder.branches(), entry -> entry.element().id());
        for (int i = 0; i < builder.flowInterfaces().size(); i++) {
            Located<FlowInterface> entry = builder.flowInterfaces().get(i);
            FlowInterface limited = entry.element();
            Supplier<String> element = () -> entry.label(limited.label());
            found.identity("interface", element, limited.id(), index.isRepeated(i));
            found.range(element, "limits", limited.lower(), limited.upper(), "MW", true);
            if (limited.weights().isEmpty()) {
                found.fault(element, "no branch", "an interface is a sum of flows", "name at least one branch");
            }
            limited.weights().forEach((branch, weight) -> {
                if (branches.indexOf(branch) < 0) {
                    found.fault(
                            element,
                            "branch " + branch,
                            "there is no such branch",
                            "correct the number, or add the branch");
                } else if (!builder.branches()
                        .get(branches.indexOf(branch))
                        .element()
                        .inService()) {
                    found.harmlessNote(element, "its branch " + branch + " is out of service and carries nothing");
                }
                found.finite(element, "weight of branch " + branch, weight);
            });
        }
    }

    void controls() {
        IdIndex branches =
                IdIndex.of(builder.branches(), entry -> entry.element().id());
        IdIndex shunts = IdIndex.of(builder.shunts(), entry -> entry.element().id());
        Set<List<Object>> seen = new HashSet<>();
        for (Located<StepControl> entry : builder.controls()) {
            StepControl control = entry.element();
            Supplier<String> element = () -> entry.label(control.label());
            if (!seen.add(List.of(control.kind(), control.element()))) {
                found.fault(element, "a second control", "a setting has one range", "remove one of the two");
            }
            found.finite(element, "lowest setting", control.lower());
            found.finite(element, "highest setting", control.upper());
            found.ordered(element, "settings", control.lower(), control.upper(), "", true);
            if (control.steps() < 0) {
                found.fault(
                        element,
                        control.steps() + " steps",
                        "a number of steps is not negative",
                        "give the number of steps, or 0 for a continuous range");
            }
            if (control.kind() == StepControl.Kind.TAP_RATIO && control.lower() <= 0.0) {
                found.fault(
                        element,
                        "lowest setting " + control.lower(),
                        "a turns ratio is above zero",
                        "give the ratio itself, such as 0.9");
            }
            int at = (control.kind().isAtBranch() ? branches : shunts).indexOf(control.element());
            if (at < 0) {
                found.fault(
                        element,
                        "element " + control.element(),
                        "there is no such " + (control.kind().isAtBranch() ? "branch" : "shunt"),
                        "add the element or correct the number");
                continue;
            }
            double present = switch (control.kind()) {
                case TAP_RATIO -> builder.branches().get(at).element().ratio();
                case PHASE_SHIFT -> builder.branches().get(at).element().shift();
                case SHUNT_SUSCEPTANCE -> builder.shunts().get(at).element().b();
            };
            if (present < control.lower() || present > control.upper()) {
                found.changingNote(
                        element,
                        "its present setting " + control.describe(present) + " lies outside the range from "
                                + control.lower() + " to " + control.upper());
            }
        }
    }
}
