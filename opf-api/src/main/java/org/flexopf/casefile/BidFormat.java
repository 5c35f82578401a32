package org.flexopf.casefile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.flexopf.model.ElementKind;
import org.flexopf.network.Bid;
import org.flexopf.network.BidLink;
import org.flexopf.network.ConnectedElement;

/** How bids stand in case files. */
public final class BidFormat implements DeviceFormat {

    /** What a bid offers. */
    private enum Kind {
        BLOCK,
        SCHEDULE
    }

    /** What links it. */
    private enum LinkKind {
        CHILD,
        LOOP,
        EXCLUSIVE
    }

    /** For the {@link java.util.ServiceLoader}. */
    public BidFormat() {}

    @Override
    public ElementKind kind() {
        return Bid.KIND;
    }

    @Override
    public String list() {
        return "bids";
    }

    @Override
    public ConnectedElement read(FieldReader fields) {
        Bid.Offer offer =
                fields.choice("kind", Kind.class, Kind.BLOCK) == Kind.BLOCK ? block(fields) : schedule(fields);
        List<BidLink> links = new ArrayList<>();
        fields.objects("links").forEach(link -> links.add(link(link)));
        return new Bid(
                fields.integer("id"),
                fields.text("name", ""),
                fields.integer("bus"),
                offer,
                fields.number("reactiveRatio", 0.0),
                links,
                fields.flag("inService", true));
    }

    private static Bid.Block block(FieldReader fields) {
        return new Bid.Block(list(fields, "quantity"), fields.number("price"), fields.number("minRatio", 0.0));
    }

    private static Bid.Schedule schedule(FieldReader fields) {
        return new Bid.Schedule(
                fields.flag("buys", false),
                list(fields, "least"),
                list(fields, "largest"),
                fields.number("price"),
                fields.object("rules").map(BidFormat::rules).orElse(Bid.Rules.NONE));
    }

    private static Bid.Rules rules(FieldReader fields) {
        return new Bid.Rules(
                fields.number("ramp", Double.POSITIVE_INFINITY),
                (int) fields.number("minDuration", 1.0),
                (int) fields.number("maxStarts", Integer.MAX_VALUE),
                fields.number("startCost", 0.0),
                fields.object("energy")
                        .map(energy -> new Bid.Energy(
                                energy.choice("rule", Bid.EnergyRule.class, null), energy.number("mwh"))));
    }

    private static List<Double> list(FieldReader fields, String field) {
        return Arrays.stream(fields.numbers(field)).boxed().toList();
    }

    private static BidLink link(FieldReader fields) {
        return switch (fields.choice("kind", LinkKind.class, null)) {
            case CHILD ->
                new BidLink.Child(fields.integer("parent"), fields.choice("rule", BidLink.ParentRule.class, null));
            case LOOP -> new BidLink.Loop(fields.integer("other"));
            case EXCLUSIVE ->
                new BidLink.Exclusive(
                        fields.text("group", ""), fields.choice("rule", BidLink.ExclusiveRule.class, null));
        };
    }

    @Override
    public void write(ConnectedElement element, FieldWriter fields) {
        Bid bid = (Bid) element;
        fields.integer("id", bid.id());
        fields.text("name", bid.name(), "");
        fields.integer("bus", bid.bus());
        if (bid.offer() instanceof Bid.Block block) {
            write(fields, "quantity", block.quantity());
            fields.number("price", block.price());
            fields.number("minRatio", block.minRatio(), 0.0);
        } else if (bid.offer() instanceof Bid.Schedule schedule) {
            fields.choice("kind", Kind.SCHEDULE, Kind.BLOCK);
            fields.flag("buys", schedule.buys(), false);
            write(fields, "least", schedule.least());
            write(fields, "largest", schedule.largest());
            fields.number("price", schedule.price());
            if (!schedule.rules().equals(Bid.Rules.NONE)) {
                fields.object("rules", json -> write(schedule.rules(), json));
            }
        }
        fields.number("reactiveRatio", bid.reactiveRatio(), 0.0);
        fields.objects("links", bid.links(), BidFormat::write);
        fields.flag("inService", bid.inService(), true);
    }

    private static void write(FieldWriter fields, String field, List<Double> list) {
        fields.numbers(field, list.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static void write(Bid.Rules rules, FieldWriter fields) {
        fields.number("ramp", rules.ramp(), Double.POSITIVE_INFINITY);
        fields.number("minDuration", rules.minDuration(), 1.0);
        fields.number("maxStarts", rules.maxStarts(), Integer.MAX_VALUE);
        fields.number("startCost", rules.startCost(), 0.0);
        Optional<Bid.Energy> energy = rules.energy();
        energy.ifPresent(asked -> fields.object("energy", json -> {
            json.choice("rule", asked.rule(), null);
            json.number("mwh", asked.mwh());
        }));
    }

    private static void write(BidLink link, FieldWriter fields) {
        if (link instanceof BidLink.Child child) {
            fields.choice("kind", LinkKind.CHILD, null);
            fields.integer("parent", child.parent());
            fields.choice("rule", child.rule(), null);
        } else if (link instanceof BidLink.Loop loop) {
            fields.choice("kind", LinkKind.LOOP, null);
            fields.integer("other", loop.other());
        } else if (link instanceof BidLink.Exclusive exclusive) {
            fields.choice("kind", LinkKind.EXCLUSIVE, null);
            fields.text("group", exclusive.group(), "");
            fields.choice("rule", exclusive.rule(), null);
        }
    }

    @Override
    public String toString() {
        return list();
    }
}
