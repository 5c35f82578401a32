package org.flexopf.acopf;

import java.util.ArrayList;
import java.util.List;
import org.flexopf.network.Network;
import org.flexopf.network.PerUnit;
import org.flexopf.opf.limit.NetworkLimit;

/** Collects what limits are worth at an optimum, in currency per hour and unit of each limit. */
final class LimitWorth {

    private final Network network;
    private final PerUnit perUnit;
    private final List<LimitMultiplier> list = new ArrayList<>();

    LimitWorth(Network network) {
        this.network = network;
        this.perUnit = network.perUnit();
    }

    /** A limit of power: what one p.u. more room saves. */
    void power(NetworkLimit limit, int element, double perUnitOfPower) {
        add(limit, element, perUnit.pricePerMwh(perUnitOfPower));
    }

    /** A limit of an angle: what one radian more room saves. */
    void angle(NetworkLimit limit, int element, double perRadian) {
        add(limit, element, Math.toRadians(1.0) * perRadian);
    }

    /** Any other limit. */
    void add(NetworkLimit limit, int element, double perUnitOfLimit) {
        list.add(new LimitMultiplier(limit.of(network, element), perUnitOfLimit));
    }

    List<LimitMultiplier> list() {
        return List.copyOf(list);
    }
}
