package org.flexopf.examples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.flexopf.exchange.Direction;
import org.flexopf.exchange.auction.AuctionOffer;
import org.flexopf.exchange.auction.OfferLink;
import org.flexopf.exchange.auction.Validity;
import org.flexopf.network.BidLink;

/** The offers of an auction file, and what links them; links are spelt as in the horizon format. */
final class AuctionOffersReader {

    private static final Set<String> FIELDS = Set.of(
            "id",
            "owner",
            "bus",
            "direction",
            "kind",
            "quantity",
            "price",
            "minimum",
            "period",
            "validFrom",
            "validUntil");
    private static final Map<String, BidLink.ParentRule> PARENT_RULES =
            Map.of("ratio", BidLink.ParentRule.RATIO, "accepted", BidLink.ParentRule.ACCEPTED);
    private static final Map<String, BidLink.ExclusiveRule> EXCLUSIVE_RULES =
            Map.of("one_of", BidLink.ExclusiveRule.ONE_OF, "sum_of_ratios", BidLink.ExclusiveRule.SUM_OF_RATIOS);

    private final InputFile file;
    private final int periods;
    private final List<AuctionOffer> offers = new ArrayList<>();

    AuctionOffersReader(InputFile file, int periods) {
        this.file = file;
        this.periods = periods;
    }

    /** The offers with their links; those that have faults are left out. */
    List<AuctionOffer> read(JsonFields root) {
        JsonNode listed = root.get("offers");
        if (!listed.isArray()) {
            root.fault("offers is " + JsonFields.shown(listed) + "; give an array of offers, which may be empty");
        }
        Set<String> named = new HashSet<>();
        for (int k = 0; k < listed.size(); k++) {
            String where = "offer " + (k + 1);
            if (listed.get(k).isObject()) {
                named.add(listed.get(k).path("id").asText());
                offer(new JsonFields(file, listed.get(k), where));
            } else {
                file.fault(where + ": " + listed.get(k) + " is no object with the fields of an offer");
            }
        }
        JsonNode links = root.get("links");
        if (!links.isMissingNode() && !links.isArray()) {
            root.fault("links is " + links + "; give an array of links");
        }
        Map<String, List<OfferLink>> byOffer = new LinkedHashMap<>();
        for (int k = 0; k < links.size(); k++) {
            link(new JsonFields(file, links.get(k), "link " + (k + 1)), "link " + (k + 1), named, byOffer);
        }
        return offers.stream().map(offer -> linked(offer, byOffer)).toList();
    }

    private static AuctionOffer linked(AuctionOffer offer, Map<String, List<OfferLink>> links) {
        AuctionOffer linked = offer;
        for (OfferLink link : links.getOrDefault(offer.id(), List.of())) {
            linked = linked.linked(link);
        }
        return linked;
    }

    private void offer(JsonFields offer) {
        int before = file.faultCount();
        offer.refuseOthersThan(FIELDS);
        String id = offer.words("id");
        String owner = offer.words("owner");
        long bus = offer.whole("bus", Integer.MAX_VALUE, "buses have whole numbers; give that of a bus");
        Direction direction = offer.choice("direction", named(Direction.values()));
        AuctionOffer.Kind kind = offer.choice("kind", named(AuctionOffer.Kind.values()), AuctionOffer.Kind.P);
        List<Double> quantities = quantities(offer);
        double price = offer.number("price");
        double minimum = offer.number("minimum", 0.0);
        Optional<Validity> validity = validity(offer);
        if (file.faultCount() == before) {
            offers.add(new AuctionOffer(
                    id, owner, (int) bus, direction, kind, quantities, price, minimum, validity, List.of()));
        }
    }

    /** One number for each period, or one number and its period, which the only period needs not be named for. */
    private List<Double> quantities(JsonFields offer) {
        JsonNode value = offer.get("quantity");
        if (value.isArray()) {
            if (offer.has("period")) {
                offer.fault("period is " + offer.get("period") + " beside a list of quantities, which says it already; "
                        + "leave one of them out");
            }
            List<Double> quantities = new ArrayList<>();
            for (int t = 0; t < value.size(); t++) {
                quantities.add(offer.number("quantity " + (t + 1), value.get(t)));
            }
            return quantities;
        }
        double quantity = offer.number("quantity");
        long period = 1;
        if (offer.has("period")) {
            period = offer.whole("period", Integer.MAX_VALUE, "periods are counted from 1");
        } else if (periods > 1) {
            offer.fault("period is missing, and there are " + periods + "; give its number, or a list of quantities");
        }
        if (period < 1 || period > periods) {
            offer.fault("period is " + period + ", and there are " + periods + "; give 1 to " + periods);
            return List.of();
        }
        List<Double> quantities = new ArrayList<>();
        for (int t = 1; t <= periods; t++) {
            quantities.add(t == period ? quantity : 0.0);
        }
        return quantities;
    }

    private static Optional<Validity> validity(JsonFields offer) {
        if (!offer.has("validFrom") && !offer.has("validUntil")) {
            return Optional.empty();
        }
        String reason = "it is whole milliseconds";
        return Optional.of(new Validity(
                offer.has("validFrom") ? offer.whole("validFrom", Long.MAX_VALUE, reason) : Long.MIN_VALUE,
                offer.has("validUntil") ? offer.whole("validUntil", Long.MAX_VALUE, reason) : Long.MAX_VALUE));
    }

    private static <E extends Enum<E>> Map<String, E> named(E[] values) {
        return Arrays.stream(values).collect(Collectors.toMap(Enum::name, Function.identity()));
    }

    private void link(JsonFields link, String name, Set<String> named, Map<String, List<OfferLink>> byOffer) {
        switch (link.get("type").asText()) {
            case "parent" -> {
                link.refuseOthersThan(Set.of("type", "parent", "child", "rule"));
                BidLink.ParentRule rule = link.choice("rule", PARENT_RULES);
                String parent = link.words("parent");
                String child = link.words("child");
                if (isKnown(link, parent, named) && isKnown(link, child, named) && rule != null) {
                    add(byOffer, child, new OfferLink.Child(parent, rule));
                }
            }
            case "loop" -> {
                link.refuseOthersThan(Set.of("type", "offers"));
                List<String> members = members(link, named);
                for (int k = 1; k < members.size(); k++) {
                    add(byOffer, members.get(k), new OfferLink.Loop(members.get(0)));
                }
            }
            case "exclusive" -> {
                link.refuseOthersThan(Set.of("type", "offers", "rule"));
                BidLink.ExclusiveRule rule = link.choice("rule", EXCLUSIVE_RULES);
                List<String> members = members(link, named);
                requireOneOwner(link, members);
                if (rule != null) {
                    members.forEach(member -> add(byOffer, member, new OfferLink.Exclusive(name, rule)));
                }
            }
            default ->
                link.fault("type is " + JsonFields.shown(link.get("type")) + "; choose one of exclusive, loop, parent");
        }
    }

    /** A group counts among the offers of an owner, so that two owners would have two groups. */
    private void requireOneOwner(JsonFields link, List<String> members) {
        List<String> owners = offers.stream()
                .filter(offer -> members.contains(offer.id()))
                .map(AuctionOffer::owner)
                .distinct()
                .toList();
        if (owners.size() > 1) {
            link.fault("the offers belong to " + String.join(", ", owners)
                    + ", and each owner answers for the own ones; link offers of one owner");
        }
    }

    private static void add(Map<String, List<OfferLink>> byOffer, String id, OfferLink link) {
        byOffer.computeIfAbsent(id, any -> new ArrayList<>()).add(link);
    }

    private static List<String> members(JsonFields link, Set<String> named) {
        List<String> members = new ArrayList<>();
        JsonNode listed = link.get("offers");
        if (!listed.isArray() || listed.size() < 2) {
            link.fault("offers is " + JsonFields.shown(listed) + "; give an array of the ids of two offers or more");
            return members;
        }
        listed.forEach(id -> {
            if (isKnown(link, id.asText(), named)) {
                members.add(id.asText());
            }
        });
        return members;
    }

    private static boolean isKnown(JsonFields link, String id, Set<String> named) {
        if (!named.contains(id)) {
            link.fault("there is no offer '" + id + "'; give the id of an offer of this file");
        }
        return named.contains(id);
    }
}
