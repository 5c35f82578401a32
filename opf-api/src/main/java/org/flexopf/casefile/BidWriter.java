package org.flexopf.casefile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.flexopf.network.Bid;
import org.flexopf.network.BidLink;

/** Writes the bids of the horizon format, and what links them. */
final class BidWriter {

    private final List<Bid> bids;
    private final Map<Integer, Bid> byNumber = new LinkedHashMap<>();

    BidWriter(List<Bid> bids) {
        this.bids = bids;
        bids.forEach(bid -> byNumber.put(bid.id(), bid));
    }

    /** Writes both lists. */
    void write(JsonFields json) {
        json.horizonObjects("bids", bids, BidWriter::bid);
        json.horizonObjects("links", links(), this::link);
    }

    private static void bid(Bid bid, JsonFields fields) {
        fields.text("id", bid.name(), "");
        fields.integer("bus", bid.bus());
        if (bid.offer() instanceof Bid.Block block) {
            long periods = block.quantity().stream().filter(q -> q != 0.0).count();
            fields.text("kind", periods == 1 ? "step" : "block", "");
            fields.series("quantity_mw", block.quantity(), Double::doubleValue);
            fields.number("price_per_mwh", block.price());
            fields.number("min_ratio", block.minRatio(), 0.0);
        } else if (bid.offer() instanceof Bid.Schedule schedule) {
            fields.text("kind", "profile", "");
            fields.number("sign", schedule.sign(), 1.0);
            fields.series("min_mw", schedule.least(), Double::doubleValue, 0.0);
            fields.series("max_mw", schedule.largest(), Double::doubleValue);
            fields.number("price_per_mwh", schedule.price());
            rules(schedule.rules(), fields);
        }
        fields.number("reactive_ratio", bid.reactiveRatio(), 0.0);
    }

    private static void rules(Bid.Rules rules, FieldWriter fields) {
        fields.number("ramp_mw_per_h", rules.ramp(), Double.POSITIVE_INFINITY);
        if (rules.minDuration() != 1) {
            fields.integer("min_duration_periods", rules.minDuration());
        }
        if (rules.maxStarts() != Integer.MAX_VALUE) {
            fields.integer("max_starts", rules.maxStarts());
        }
        fields.number("start_cost", rules.startCost(), 0.0);
        rules.energy()
                .ifPresent(energy -> fields.object("energy_mwh", json -> {
                    json.text("rule", nameOf(energy.rule()), "");
                    json.number("value", energy.mwh());
                }));
    }

    private static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** A link as the file has it, with the bids that state it. */
    private record Link(BidLink link, List<Bid> members) {}

    /** The links in an order that every bid has its own in. */
    private List<Link> links() {
        Map<Object, Link> links = new LinkedHashMap<>();
        Map<Object, Set<Object>> after = new LinkedHashMap<>();
        for (Bid bid : bids) {
            Object before = null;
            for (BidLink link : bid.links()) {
                // A child has its parent to itself; a loop and a group are one link of many bids.
                Object key = link instanceof BidLink.Child ? List.of(bid.id(), link) : link;
                links.computeIfAbsent(key, one -> new Link(link, new ArrayList<>()))
                        .members()
                        .add(bid);
                Set<Object> earlier = after.computeIfAbsent(key, one -> new LinkedHashSet<>());
                if (before != null) {
                    earlier.add(before);
                }
                before = key;
            }
        }
        List<Link> ordered = new ArrayList<>();
        Set<Object> done = new LinkedHashSet<>();
        while (done.size() < links.size()) {
            Object next = links.keySet().stream()
                    .filter(key -> !done.contains(key))
                    .filter(key -> done.containsAll(after.get(key)))
                    .findFirst()
                    // No order suits all bids: whoever compares what is read with what was written tells of it.
                    .orElseGet(() -> links.keySet().stream()
                            .filter(key -> !done.contains(key))
                            .findFirst()
                            .orElseThrow());
            done.add(next);
            ordered.add(links.get(next));
        }
        return ordered;
    }

    private void link(Link link, JsonFields json) {
        if (link.link() instanceof BidLink.Child child) {
            json.text("type", "parent", "");
            json.text("parent", idOf(child.parent()), "");
            json.text("child", link.members().get(0).name(), "");
            json.text("rule", nameOf(child.rule()), "");
        } else if (link.link() instanceof BidLink.Loop loop) {
            json.text("type", "loop", "");
            List<String> ids = new ArrayList<>(List.of(idOf(loop.other())));
            link.members().forEach(bid -> ids.add(bid.name()));
            json.texts("bids", ids);
        } else if (link.link() instanceof BidLink.Exclusive exclusive) {
            json.text("type", "exclusive", "");
            json.text("rule", nameOf(exclusive.rule()), "");
            json.text("group", exclusive.group(), "");
            json.texts("bids", link.members().stream().map(Bid::name).toList());
        }
    }

    private String idOf(int number) {
        return byNumber.containsKey(number) ? byNumber.get(number).name() : "";
    }
}
