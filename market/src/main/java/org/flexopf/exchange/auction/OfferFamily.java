package org.flexopf.exchange.auction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Offers of one owner that are linked with each other, so that none is decided without the others; an offer without
 * links is alone.
 *
 * @param members the offers in their order
 */
public record OfferFamily(List<AcceptedOffer> members) {

    /** So much of what is asked for, and of 1, is rounding of prices. */
    private static final double ROUNDING = 1e-5;

    /** The list is copied. */
    public OfferFamily {
        members = List.copyOf(members);
    }

    /** The families of all offers, in the order of their first members. */
    static List<OfferFamily> of(List<AcceptedOffer> offers) {
        Map<String, Integer> places = new HashMap<>();
        Map<String, Integer> groups = new HashMap<>();
        int[] family = new int[offers.size()];
        Arrays.setAll(family, k -> k);
        for (int k = 0; k < family.length; k++) {
            places.put(offers.get(k).offer().id(), k);
        }
        for (int k = 0; k < family.length; k++) {
            AuctionOffer offer = offers.get(k).offer();
            for (OfferLink link : offer.links()) {
                int place = k;
                int other = link instanceof OfferLink.Exclusive exclusive
                        ? groups.computeIfAbsent(offer.owner() + ": " + exclusive.group(), any -> place)
                        : places.get(link.partner().orElseThrow());
                int from = Math.max(family[k], family[other]);
                int into = Math.min(family[k], family[other]);
                for (int j = 0; j < family.length; j++) {
                    family[j] = family[j] == from ? into : family[j];
                }
            }
        }
        Map<Integer, List<AcceptedOffer>> members = new LinkedHashMap<>();
        for (int k = 0; k < family.length; k++) {
            members.computeIfAbsent(family[k], any -> new ArrayList<>()).add(offers.get(k));
        }
        return members.values().stream().map(OfferFamily::new).toList();
    }

    /** Whose they are. */
    public String owner() {
        return members.get(0).offer().owner();
    }

    /**
     * By how much the worth of what is accepted at the prices of flexibility falls short of what the owner asks for all
     * of it, currency; 0 where prices decide, which is without links and where no minimum binds.
     */
    public double makeWhole() {
        boolean pricesDecide = members.size() == 1 && !members.get(0).minimumBinds();
        double asked = members.stream().mapToDouble(AcceptedOffer::asked).sum();
        double lack = asked - members.stream().mapToDouble(AcceptedOffer::worth).sum();
        return pricesDecide || lack <= ROUNDING * (1.0 + Math.abs(asked)) ? 0.0 : lack;
    }

    /** Such as {@code offer 'a1'}, or {@code offers 'a1', 'a2'}. */
    String inWords() {
        return members.stream()
                .map(member -> "'" + member.offer().id() + "'")
                .collect(Collectors.joining(", ", members.size() == 1 ? "offer " : "offers ", ""));
    }
}
