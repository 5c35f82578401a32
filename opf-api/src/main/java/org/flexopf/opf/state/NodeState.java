package org.flexopf.opf.state;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.flexopf.model.ElementKind;
import org.flexopf.network.Branch;
import org.flexopf.network.Bus;
import org.flexopf.network.ConnectedElement;
import org.flexopf.network.Generator;
import org.flexopf.network.HvdcLine;
import org.flexopf.network.Load;
import org.flexopf.network.MergedNode;
import org.flexopf.network.Network;
import org.flexopf.network.Shunt;

/**
 * What a state has at each of the buses that were merged into one node, and on the branches within it. Everything
 * connected knows the bus that it stands at, so that what each member supplies and draws is known; what the branches
 * within the node carry follows where no other way leads round them. Powers in MW and Mvar; NaN where the state does
 * not know them.
 */
public final class NodeState {

    private final Network network;
    private final MergedNode node;
    private final Map<Integer, Integer> places = new HashMap<>();
    private final double[] p;
    private final double[] q;
    private final double[] jointP;
    private final double[] jointQ;

    private NodeState(Network network, MergedNode node) {
        this.network = network;
        this.node = node;
        for (Bus member : node.members()) {
            places.put(member.id(), places.size());
        }
        this.p = new double[places.size()];
        this.q = new double[p.length];
        this.jointP = new double[node.joints().size()];
        this.jointQ = new double[jointP.length];
    }

    /**
     * The state of one node.
     *
     * @param network with the demand that is served
     */
    public static NodeState of(Network network, MergedNode node, OperatingPoint point) {
        NodeState state = new NodeState(network, node);
        state.addDevices(point);
        state.followJoints(point);
        return state;
    }

    private void add(double[] activeSums, double[] reactiveSums, int bus, double active, double reactive) {
        Integer place = places.get(bus);
        if (place != null) {
            activeSums[place] += active;
            reactiveSums[place] += reactive;
        }
    }

    private void addDevices(OperatingPoint point) {
        for (int g = 0; g < network.generators().size(); g++) {
            Generator generator = network.generators().get(g);
            if (network.isActive(generator)) {
                add(p, q, generator.bus(), point.pg(g), point.qg(g));
            }
        }
        for (Load load : network.loads()) {
            if (network.isActive(load)) {
                add(p, q, load.bus(), -load.p(), -load.q());
            }
        }
        for (int d = 0; d < network.hvdcLines().size(); d++) {
            HvdcLine line = network.hvdcLines().get(d);
            if (network.isActive(line)) {
                add(p, q, line.fromBus(), -point.hvdc(d).p(), point.hvdc(d).qFrom());
                add(p, q, line.toBus(), point.hvdc(d).delivered(), point.hvdc(d).qTo());
            }
        }
        for (ElementKind kind : network.furtherKinds()) {
            List<? extends ConnectedElement> devices = network.connected(kind);
            for (int k = 0; k < devices.size(); k++) {
                ConnectedElement device = devices.get(k);
                for (int t = 0; t < device.terminals() && network.isActive(device); t++) {
                    DevicePower.Injection power =
                            point.devices(kind).get(k).terminals().get(t);
                    add(p, q, device.terminal(t), power.p(), power.q());
                }
            }
        }
    }

    private void followJoints(OperatingPoint point) {
        double[] restP = p.clone();
        double[] restQ = q.clone();
        double v = point.vm(network.busIndex(node.bus()));
        for (Shunt shunt : network.shunts()) {
            if (network.isActive(shunt)) {
                add(restP, restQ, shunt.bus(), -shunt.g() * v * v, shunt.b() * v * v);
            }
        }
        for (int b = 0; b < network.branches().size(); b++) {
            Branch branch = network.branches().get(b);
            if (network.isActive(branch)) {
                add(restP, restQ, branch.fromBus(), -point.pFrom(b), -point.qFrom(b));
                add(restP, restQ, branch.toBus(), -point.pTo(b), -point.qTo(b));
            }
        }
        Arrays.fill(jointP, Double.NaN);
        Arrays.fill(jointQ, Double.NaN);
        boolean[] open = new boolean[jointP.length];
        for (int k = 0; k < open.length; k++) {
            Branch joint = node.joints().get(k);
            open[k] = joint.inService() && joint.r() == 0.0 && joint.x() == 0.0;
            if (!open[k]) {
                jointP[k] = 0.0;
                jointQ[k] = 0.0;
            }
        }
        int member = 0;
        while (member < p.length) {
            int only = onlyJoint(member, open);
            if (only >= 0) {
                send(member, only, restP, restQ);
                open[only] = false;
                member = 0;
            } else {
                member++;
            }
        }
    }

    /** A member that one branch only joins to the rest sends over it all that is left there. */
    private void send(int member, int joint, double[] restP, double[] restQ) {
        int from = places.get(node.joints().get(joint).fromBus());
        int to = places.get(node.joints().get(joint).toBus());
        double sign = from == member ? 1.0 : -1.0;
        jointP[joint] = sign * restP[member];
        jointQ[joint] = sign * restQ[member];
        int other = from == member ? to : from;
        restP[other] += restP[member];
        restQ[other] += restQ[member];
    }

    /** The only branch left at a member; -1 if there is none, or more than one. */
    private int onlyJoint(int member, boolean[] open) {
        int only = -1;
        for (int k = 0; k < open.length; k++) {
            Branch joint = node.joints().get(k);
            boolean touches = places.get(joint.fromBus()) == member || places.get(joint.toBus()) == member;
            if (open[k] && touches) {
                if (only >= 0) {
                    return -1;
                }
                only = k;
            }
        }
        return only;
    }

    /** What a member (by its place) supplies less what it draws, by all but branches and shunts, MW. */
    public double p(int member) {
        return p[member];
    }

    /** What a member (by its place) supplies less what it draws, by all but branches and shunts, Mvar. */
    public double q(int member) {
        return q[member];
    }

    /** Active power over a branch within the node (by its place) from its from end to its to end, MW; NaN in a loop. */
    public double jointP(int joint) {
        return jointP[joint];
    }

    /** Reactive power over a branch within the node (by its place), Mvar; NaN in a loop. */
    public double jointQ(int joint) {
        return jointQ[joint];
    }

    /**
     * How much of its limits a branch within the node (by its place) uses, as {@link OperatingPoint#loading} has it: by
     * active power alone where the state knows no reactive power.
     *
     * @param vm voltage of the node, p.u.
     */
    public double loading(int joint, double vm) {
        Branch branch = node.joints().get(joint);
        double power = Math.hypot(jointP[joint], Double.isNaN(jointQ[joint]) ? 0.0 : jointQ[joint]);
        double loading = branch.hasRating() ? power / branch.rating() : Double.NaN;
        double used = branch.hasCurrentLimit() ? power / vm / branch.currentLimit() : Double.NaN;
        return Double.isNaN(loading) || used > loading ? used : loading;
    }

    @Override
    public String toString() {
        return "powers within " + node + " of " + network.name();
    }
}
