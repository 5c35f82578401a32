package org.flexopf.casefile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flexopf.network.Bid;
import org.flexopf.network.BidLink;
import org.flexopf.network.Fault;

/** Reads the bids of the horizon format, and what links them. */
final class BidReader {

    private final JsonElement json;
    private final double[] hours;
    private final List<Fault> faults;
    private final Map<String, Bid> bids = new LinkedHashMap<>();
    private int read;

    BidReader(JsonElement json, double[] hours, List<Fault> faults) {
        this.json = json;
        this.hours = hours;
        this.faults = faults;
    }

    /** The bids in the order of the file, numbered from 1. */
    List<Bid> read() {
        json.objects("bids").forEach(this::bid);
        int number = 1;
        for (JsonElement link : json.objects("links")) {
            link(link, number++);
            link.refuseUnknownFields();
        }
        return List.copyOf(bids.values());
    }

    private void bid(JsonElement bid) {
        String id = bid.text("id");
        Bid.Offer offer = switch (bid.text("kind")) {
            case "step", "block" -> block(bid);
            case "profile" -> schedule(bid);
            default -> {
                bid.refuse("kind", "there is no such kind of bid", "give step, block or profile");
                bid.fields().forEach(bid::pass);
                yield new Bid.Block(series(bid, "quantity_mw", 1.0), 0.0, 0.0);
            }
        };
        Bid made = Bid.of(++read, bid.integer("bus"), offer)
                .withName(id)
                .withReactiveRatio(bid.number("reactive_ratio", 0.0));
        bid.refuseUnknownFields();
        if (bids.putIfAbsent(id, made) != null) {
            faults.add(new Fault(
                    bid.label(),
                    "id '" + id + "'",
                    "another bid has it too, and links go by it",
                    "give every bid an id of its own"));
        }
        for (Fault fault : made.faults()) {
            faults.add(new Fault(bid.label() + " '" + id + "'", fault.value(), fault.cause(), fault.fix()));
        }
    }

    private Bid.Block block(JsonElement bid) {
        if (!bid.has("quantity_mw")) {
            bid.number("quantity_mw");
        }
        Bid.Block block = new Bid.Block(
                series(bid, "quantity_mw", 1.0), bid.number("price_per_mwh"), bid.number("min_ratio", 0.0));
        long periods = block.quantity().stream().filter(q -> q != 0.0).count();
        if (bid.text("kind").equals("step") && periods > 1) {
            faults.add(new Fault(
                    bid.label(),
                    "a step with quantities in " + periods + " periods",
                    "a step is about one period",
                    "call it a block, or give a step for each period"));
        }
        return block;
    }

    private Bid.Schedule schedule(JsonElement bid) {
        double sign = bid.number("sign", 1.0);
        if (sign != 1.0 && sign != -1.0) {
            bid.refuse("sign", "it says whether power is injected or drawn", "give 1 to sell or -1 to buy");
        }
        Bid.Rules rules = new Bid.Rules(
                bid.number("ramp_mw_per_h", Double.POSITIVE_INFINITY),
                bid.has("min_duration_periods") ? bid.integer("min_duration_periods") : 1,
                bid.has("max_starts") ? bid.integer("max_starts") : Integer.MAX_VALUE,
                bid.number("start_cost", 0.0),
                energy(bid.object("energy_mwh")));
        if (!bid.has("max_mw")) {
            bid.number("max_mw");
        }
        return new Bid.Schedule(
                sign < 0.0, series(bid, "min_mw", 0.0), series(bid, "max_mw", 1.0), bid.number("price_per_mwh"), rules);
    }

    private static Optional<Bid.Energy> energy(JsonElement json) {
        if (json == null) {
            return Optional.empty();
        }
        Bid.EnergyRule rule = switch (json.text("rule")) {
            case "at_most" -> Bid.EnergyRule.AT_MOST;
            case "exactly" -> Bid.EnergyRule.EXACTLY;
            case "at_least" -> Bid.EnergyRule.AT_LEAST;
            default -> {
                json.refuse("rule", "there is no such rule", "give at_most, exactly or at_least");
                yield Bid.EnergyRule.AT_MOST;
            }
        };
        Bid.Energy energy = new Bid.Energy(rule, json.number("value"));
        json.refuseUnknownFields();
        return Optional.of(energy);
    }

    private List<Double> series(JsonElement bid, String field, double otherwise) {
        return Arrays.stream(bid.series(field, hours.length, otherwise)).boxed().toList();
    }

    private void link(JsonElement link, int number) {
        switch (link.text("type")) {
            case "parent" -> parent(link);
            case "loop" -> {
                List<String> members = members(link);
                for (int k = 1; k < members.size(); k++) {
                    add(
                            members.get(k),
                            new BidLink.Loop(bids.get(members.get(0)).id()));
                }
            }
            case "exclusive" -> {
                BidLink.Exclusive exclusive =
                        new BidLink.Exclusive(link.text("group", "link " + number), exclusiveRule(link));
                members(link).forEach(member -> add(member, exclusive));
            }
            default -> {
                link.refuse("type", "there is no such link", "give parent, loop or exclusive");
                link.fields().forEach(link::pass);
            }
        }
    }

    private void parent(JsonElement link) {
        BidLink.ParentRule rule = switch (link.text("rule")) {
            case "ratio" -> BidLink.ParentRule.RATIO;
            case "accepted" -> BidLink.ParentRule.ACCEPTED;
            default -> {
                link.refuse("rule", "there is no such rule of parents", "give ratio or accepted");
                yield BidLink.ParentRule.RATIO;
            }
        };
        String parent = link.text("parent");
        String child = link.text("child");
        boolean parentIsKnown = isKnown(link, "parent", parent);
        if (isKnown(link, "child", child) && parentIsKnown) {
            add(child, new BidLink.Child(bids.get(parent).id(), rule));
        }
    }

    private static BidLink.ExclusiveRule exclusiveRule(JsonElement link) {
        return switch (link.text("rule")) {
            case "one_of" -> BidLink.ExclusiveRule.ONE_OF;
            case "sum_of_ratios" -> BidLink.ExclusiveRule.SUM_OF_RATIOS;
            default -> {
                link.refuse("rule", "there is no such rule of exclusion", "give one_of or sum_of_ratios");
                yield BidLink.ExclusiveRule.ONE_OF;
            }
        };
    }

    /** The ids of the bids of a link that are known; two at least, or it is a fault. */
    private List<String> members(JsonElement link) {
        List<String> named = link.texts("bids");
        List<String> members = new ArrayList<>();
        for (String id : named) {
            if (isKnown(link, "bids", id)) {
                members.add(id);
            }
        }
        if (named.stream().distinct().count() < 2 || named.stream().distinct().count() < named.size()) {
            faults.add(new Fault(
                    link.label(),
                    "bids " + named,
                    "it links two different bids at least, each once",
                    "name all bids that belong together, or take the link out"));
            return List.of();
        }
        return members;
    }

    private boolean isKnown(JsonElement link, String field, String id) {
        if (bids.containsKey(id)) {
            return true;
        }
        if (link.has(field)) {
            faults.add(new Fault(
                    link.label(),
                    field + " '" + id + "'",
                    "there is no such bid",
                    "give the id of a bid; there are " + String.join(", ", bids.keySet())));
        }
        return false;
    }

    private void add(String id, BidLink link) {
        bids.computeIfPresent(id, (key, bid) -> bid.linked(link));
    }
}
