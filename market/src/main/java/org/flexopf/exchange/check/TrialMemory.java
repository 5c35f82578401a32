package org.flexopf.exchange.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.ObjLongConsumer;

/** What a trial has to be undone with: feeders as they were before it touched them, and its trades. */
final class TrialMemory {

    private final RadialFlow flow;
    private final RadialLimits limits;
    private final List<Feeder> feeders = new ArrayList<>();
    private final List<Trade> trades = new ArrayList<>();
    private boolean isOn;

    private record Feeder(int number, double[][] state, double[] ceilings) {}

    private record Trade(Transfer transfer, long quantity) {}

    TrialMemory(RadialFlow flow, RadialLimits limits) {
        this.flow = flow;
        this.limits = limits;
    }

    void begin() {
        isOn = true;
    }

    /** Ends the trial, whatever came of it. */
    void end() {
        feeders.clear();
        trades.clear();
        isOn = false;
    }

    /** A trade is confirmed; outside of trials nothing is remembered. */
    void add(Transfer transfer, long quantity) {
        if (isOn) {
            trades.add(new Trade(transfer, quantity));
        }
    }

    /** A feeder is about to change. */
    void save(int feeder) {
        if (!isOn || feeders.stream().anyMatch(saved -> saved.number() == feeder)) {
            return;
        }
        int from = flow.feeders.start[feeder];
        int length = flow.feeders.start[feeder + 1] - from;
        double[][] state = new double[4][length];
        double[][] present = flow.known();
        for (int part = 0; part < state.length; part++) {
            System.arraycopy(present[part], from, state[part], 0, length);
        }
        int[] elements = flow.feeders.elements[feeder];
        double[] ceilings = new double[elements.length];
        for (int k = 0; k < elements.length; k++) {
            ceilings[k] = limits.ceiling(elements[k]);
        }
        feeders.add(new Feeder(feeder, state, ceilings));
    }

    /** Undoes the trial: feeders get back their states, and who keeps account of trades is told of each. */
    void restore(IntConsumer moved, ObjLongConsumer<Transfer> undo) {
        for (Feeder saved : feeders) {
            int from = flow.feeders.start[saved.number()];
            double[][] present = flow.known();
            for (int part = 0; part < present.length; part++) {
                System.arraycopy(saved.state()[part], 0, present[part], from, saved.state()[part].length);
            }
            int[] elements = flow.feeders.elements[saved.number()];
            for (int k = 0; k < elements.length; k++) {
                limits.set(elements[k], saved.ceilings()[k]);
            }
            moved.accept(saved.number());
        }
        trades.forEach(trade -> undo.accept(trade.transfer(), trade.quantity()));
    }
}
