package org.flexopf.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Collects the elements of a network and validates all of them at once: {@link #build()} either returns a network or throws with every
 * fault found. Nothing is repaired.
 */
public final class NetworkBuilder {

    private final String name;
    private final double baseMva;
    private final List<Bus> buses = new ArrayList<>();
    private final List<Branch> branches = new ArrayList<>();
    private final List<Generator> generators = new ArrayList<>();
    private final List<Load> loads = new ArrayList<>();
    private final List<Shunt> shunts = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();

    NetworkBuilder(String name, double baseMva) {
        this.name = Objects.requireNonNull(name, "name");
        this.baseMva = baseMva;
    }

    /** Adds a bus. */
    public NetworkBuilder bus(Bus bus) {
        buses.add(Objects.requireNonNull(bus, "bus"));
        return this;
    }

    /** Adds a branch. */
    public NetworkBuilder branch(Branch branch) {
        branches.add(Objects.requireNonNull(branch, "branch"));
        return this;
    }

    /** Adds a generator. */
    public NetworkBuilder generator(Generator generator) {
        generators.add(Objects.requireNonNull(generator, "generator"));
        return this;
    }

    /** Adds a load. */
    public NetworkBuilder load(Load load) {
        loads.add(Objects.requireNonNull(load, "load"));
        return this;
    }

    /** Adds a shunt. */
    public NetworkBuilder shunt(Shunt shunt) {
        shunts.add(Objects.requireNonNull(shunt, "shunt"));
        return this;
    }

    /** Adds a fault found while reading the input, to be reported along with those that validation finds. */
    public NetworkBuilder fault(Fault fault) {
        faults.add(Objects.requireNonNull(fault, "fault"));
        return this;
    }

    /** Adds a note on how the input was interpreted. */
    public NetworkBuilder note(Note note) {
        notes.add(Objects.requireNonNull(note, "note"));
        return this;
    }

    /** Replaces every bus by what a function makes of it. */
    public NetworkBuilder mapBuses(UnaryOperator<Bus> change) {
        buses.replaceAll(change);
        return this;
    }

    /** Replaces every branch by what a function makes of it. */
    public NetworkBuilder mapBranches(UnaryOperator<Branch> change) {
        branches.replaceAll(change);
        return this;
    }

    /** Replaces every generator by what a function makes of it. */
    public NetworkBuilder mapGenerators(UnaryOperator<Generator> change) {
        generators.replaceAll(change);
        return this;
    }

    /** Replaces every load by what a function makes of it. */
    public NetworkBuilder mapLoads(UnaryOperator<Load> change) {
        loads.replaceAll(change);
        return this;
    }

    /** Removes the generators that a condition holds for. */
    public NetworkBuilder removeGenerators(Predicate<Generator> condition) {
        generators.removeIf(condition);
        return this;
    }

    /**
     * The network of all that was added.
     *
     * @throws InvalidNetworkException with every fault, if there is any
     */
    public Network build() {
        NetworkValidation validation = new NetworkValidation(this);
        List<Fault> all = new ArrayList<>(faults);
        all.addAll(validation.faults());
        if (!all.isEmpty()) {
            throw new InvalidNetworkException(name, all);
        }
        List<Note> remarks = new ArrayList<>(notes);
        remarks.addAll(validation.notes());
        return new Network(this, remarks);
    }

    String name() {
        return name;
    }

    double baseMva() {
        return baseMva;
    }

    List<Bus> buses() {
        return Collections.unmodifiableList(buses);
    }

    List<Branch> branches() {
        return Collections.unmodifiableList(branches);
    }

    List<Generator> generators() {
        return Collections.unmodifiableList(generators);
    }

    List<Load> loads() {
        return Collections.unmodifiableList(loads);
    }

    List<Shunt> shunts() {
        return Collections.unmodifiableList(shunts);
    }
}
