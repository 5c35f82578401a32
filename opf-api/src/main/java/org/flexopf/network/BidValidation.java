package org.flexopf.network;

import java.util.ArrayList;
import java.util.List;

/** Finds what is wrong with the numbers of a bid. */
final class BidValidation {

    private final Bid bid;
    private final List<Fault> faults = new ArrayList<>();

    BidValidation(Bid bid) {
        this.bid = bid;
        if (!Double.isFinite(bid.offer().price())) {
            fault("price " + bid.offer().price() + " per MWh", "energy is bid at a price", "give a finite number");
        }
        if (!Double.isFinite(bid.reactiveRatio())) {
            fault(
                    "reactive ratio " + bid.reactiveRatio() + " Mvar per MW",
                    "reactive power follows active power",
                    "give a finite number, 0 for none");
        }
        if (bid.offer() instanceof Bid.Block block) {
            block(block);
        } else if (bid.offer() instanceof Bid.Schedule schedule) {
            schedule(schedule);
            if (!bid.links().isEmpty()) {
                fault(
                        bid.links().size() + " links",
                        "a bid with a power of its own in every period has no ratio that others could go by",
                        "link bids with given quantities only");
            }
        }
    }

    List<Fault> faults() {
        return faults;
    }

    private void block(Bid.Block block) {
        boolean sells = false;
        boolean buys = false;
        for (int t = 0; t < block.periods(); t++) {
            double quantity = block.quantity().get(t);
            if (!Double.isFinite(quantity)) {
                fault(
                        "quantity " + quantity + " MW in period " + (t + 1),
                        "it is a power",
                        "give a finite number, 0 where nothing is offered");
            }
            sells |= quantity > 0.0;
            buys |= quantity < 0.0;
        }
        if (!sells && !buys) {
            fault(
                    "no quantity in any of its " + block.periods() + " periods",
                    "there is nothing to accept",
                    "give a quantity other than 0 in one period at least, or take the bid out");
        }
        if (sells && buys) {
            fault(
                    "quantities above and below zero",
                    "one price cannot be asked for and offered at once",
                    "give a bid to sell and a bid to buy, and link them by a loop");
        }
        if (!(block.minRatio() >= 0.0 && block.minRatio() <= 1.0)) {
            fault(
                    "least ratio " + block.minRatio(),
                    "it is a share of the quantity",
                    "give a number from 0 (any part) to 1 (all or nothing)");
        }
    }

    private void schedule(Bid.Schedule schedule) {
        if (schedule.least().size() != schedule.largest().size()) {
            fault(
                    schedule.least().size() + " least and " + schedule.largest().size() + " largest powers",
                    "both are one for each period",
                    "give as many of one as of the other");
            return;
        }
        for (int t = 0; t < schedule.periods(); t++) {
            double least = schedule.least().get(t);
            double largest = schedule.largest().get(t);
            if (!(least >= 0.0 && least <= largest && largest < Double.POSITIVE_INFINITY)) {
                fault(
                        "power from " + least + " to " + largest + " MW in period " + (t + 1),
                        "while it runs its power lies between; whether it is drawn is said apart",
                        "give two finite numbers of zero or more, the smaller one first");
            }
        }
        Bid.Rules rules = schedule.rules();
        if (!(rules.ramp() > 0.0)) {
            fault(
                    "ramp " + rules.ramp() + " MW per hour",
                    "the power could not change",
                    "give a number above zero, or leave it out for no limit");
        }
        if (rules.minDuration() < 1 || rules.minDuration() > schedule.periods()) {
            fault(
                    "least duration of " + rules.minDuration() + " periods",
                    "the bid has to run to its end within the horizon of " + schedule.periods() + " periods",
                    "give a whole number from 1 to " + schedule.periods());
        }
        if (rules.maxStarts() < 1) {
            fault(
                    rules.maxStarts() + " starts at most",
                    "it could never run",
                    "give a whole number above zero, or take the bid out");
        }
        if (!(rules.startCost() >= 0.0 && rules.startCost() < Double.POSITIVE_INFINITY)) {
            fault(
                    "cost of " + rules.startCost() + " per start",
                    "starts would be made for their own sake",
                    "give a finite number of zero or more");
        }
        rules.energy()
                .filter(energy -> !(energy.mwh() >= 0.0 && energy.mwh() < Double.POSITIVE_INFINITY))
                .ifPresent(energy -> fault(
                        "energy " + energy.mwh() + " MWh",
                        "it counts from zero, whether it is injected or drawn",
                        "give a finite number of zero or more"));
    }

    private void fault(String value, String cause, String fix) {
        faults.add(new Fault(bid.label(), value, cause, fix));
    }
}
