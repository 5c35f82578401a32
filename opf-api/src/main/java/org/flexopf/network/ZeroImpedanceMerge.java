package org.flexopf.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.flexopf.network.NetworkBuilder.Located;

/**
 * Finds the nodes that branches without impedance make of the buses of a network that is being built: in service, with
 * a ratio of 1, without shift and charging, between buses that are not isolated.
 */
final class ZeroImpedanceMerge {

    private final NetworkBuilder builder;
    private final IdIndex busIndex;
    private final DisjointSets sets;

    ZeroImpedanceMerge(NetworkBuilder builder) {
        this.builder = builder;
        this.busIndex = builder.busIndex();
        this.sets = new DisjointSets(builder.buses().size());
        for (Located<Branch> entry : builder.branches()) {
            Branch branch = entry.element();
            if (isJoint(branch)) {
                sets.join(busIndex.indexOf(branch.fromBus()), busIndex.indexOf(branch.toBus()));
            }
        }
    }

    private boolean isJoint(Branch branch) {
        return branch.inService()
                && branch.r() == 0.0
                && branch.x() == 0.0
                && branch.b() == 0.0
                && branch.tap().equals(Branch.Tap.NONE)
                && isIn(branch.fromBus())
                && isIn(branch.toBus());
    }

    private boolean isIn(int id) {
        int bus = busIndex.indexOf(id);
        return bus >= 0 && !builder.buses().get(bus).element().isIsolated();
    }

    /** The nodes of more than one bus, in the order of their first buses; faults go to the builder. */
    List<MergedNode> nodes() {
        Map<Integer, List<Bus>> members = new LinkedHashMap<>();
        for (int i = 0; i < builder.buses().size(); i++) {
            members.computeIfAbsent(sets.leader(i), leader -> new ArrayList<>())
                    .add(builder.buses().get(i).element());
        }
        Map<Integer, List<Branch>> joints = new HashMap<>();
        for (Located<Branch> entry : builder.branches()) {
            Branch branch = entry.element();
            int from = busIndex.indexOf(branch.fromBus());
            int to = busIndex.indexOf(branch.toBus());
            if (from >= 0 && to >= 0 && from != to && sets.leader(from) == sets.leader(to)) {
                joints.computeIfAbsent(sets.leader(from), leader -> new ArrayList<>())
                        .add(branch);
            }
        }
        List<MergedNode> nodes = new ArrayList<>();
        members.forEach((leader, buses) -> {
            if (buses.size() > 1) {
                MergedNode node = new MergedNode(standIn(buses).id(), buses, joints.get(leader));
                check(node);
                nodes.add(node);
            }
        });
        return nodes;
    }

    /** A reference stands for its node, else a voltage-controlled bus, else the first one. */
    private static Bus standIn(List<Bus> members) {
        for (BusType type : List.of(BusType.REFERENCE, BusType.PV)) {
            for (Bus bus : members) {
                if (bus.type() == type) {
                    return bus;
                }
            }
        }
        return members.get(0);
    }

    private void check(MergedNode node) {
        String label = node.members().stream().map(Bus::label).collect(Collectors.joining(", "));
        Set<Double> angles = new HashSet<>();
        node.members().stream().filter(Bus::isReference).forEach(bus -> angles.add(bus.angle()));
        if (angles.size() > 1) {
            builder.fault(new Fault(
                    label,
                    "angles of references " + angles.stream().sorted().toList() + " degrees",
                    "branches without impedance join them",
                    "give all references of one node the same angle, or leave one reference"));
        }
        for (Branch joint : node.joints()) {
            if (joint.inService() && (!joint.tap().equals(Branch.Tap.NONE) || joint.b() != 0.0)) {
                builder.fault(new Fault(
                        joint.label(),
                        "a transformer or charging beside a connection without impedance",
                        "both of its ends are one node, which has one voltage",
                        "take out its ratio, shift and charging, or the branch"));
            }
        }
        Bus merged = merged(node);
        boolean ordered = node.members().stream().allMatch(bus -> bus.vMin() <= bus.vMax());
        if (ordered && merged.vMin() > merged.vMax()) {
            builder.fault(new Fault(
                    label,
                    "voltage limits of " + merged.vMin() + " p.u. at least and " + merged.vMax() + " p.u. at most",
                    "branches without impedance join them, so that all their limits hold at once",
                    "correct the limits"));
        }
    }

    /** The bus that the network has for a node: all limits hold at once. */
    static Bus merged(MergedNode node) {
        double lower = Double.NEGATIVE_INFINITY;
        double upper = Double.POSITIVE_INFINITY;
        Bus standIn = node.members().get(0);
        for (Bus bus : node.members()) {
            lower = Math.max(lower, bus.vMin());
            upper = Math.min(upper, bus.vMax());
            standIn = bus.id() == node.bus() ? bus : standIn;
        }
        return standIn.withVoltageLimits(lower, upper);
    }

    /** What a result has to tell of a node. */
    static Note note(MergedNode node) {
        StringBuilder remark = new StringBuilder("one node with ")
                .append(node.members().stream()
                        .filter(bus -> bus.id() != node.bus())
                        .map(Bus::label)
                        .collect(Collectors.joining(", ")))
                .append(" by ")
                .append(labels(node.joints().stream().filter(Branch::inService).toList()))
                .append(", as was asked");
        List<Branch> limited = node.joints().stream()
                .filter(joint ->
                        joint.inService() && (joint.hasRating() || joint.hasCurrentLimit() || joint.hasAngleLimits()))
                .toList();
        if (!limited.isEmpty()) {
            remark.append("; the limits of ").append(labels(limited)).append(" are not held");
        }
        Set<Double> levels = new HashSet<>();
        node.members().forEach(bus -> levels.add(bus.baseKv()));
        levels.remove(0.0);
        if (levels.size() > 1) {
            remark.append("; their nominal voltages ")
                    .append(levels.stream().sorted().toList())
                    .append(" kV are taken for one");
        }
        return Note.changing("bus " + node.bus(), remark.toString());
    }

    private static String labels(List<Branch> branches) {
        return branches.stream().map(Branch::label).collect(Collectors.joining(", "));
    }
}
