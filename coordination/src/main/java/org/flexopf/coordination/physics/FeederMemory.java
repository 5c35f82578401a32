package org.flexopf.coordination.physics;

import java.util.HashMap;
import java.util.Map;
import org.flexopf.coordination.Resource;

/** What a network remembers from period to period: what its resources give, and where its tap stands. */
final class FeederMemory {

    private final Map<String, Double> power = new HashMap<>();
    private int tap;

    /** What a resource gives, MW; what is scheduled if it has given nothing yet. */
    double power(Resource resource) {
        return power.getOrDefault(resource.id(), resource.p());
    }

    void give(Resource resource, double mw) {
        power.put(resource.id(), mw);
    }

    /** By how many steps the tap is above where it stood at first. */
    int tap() {
        return tap;
    }

    void move(int steps) {
        tap += steps;
    }

    @Override
    public String toString() {
        return "tap at " + tap + ", " + power;
    }
}
