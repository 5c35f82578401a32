package org.flexopf.solver.branchandbound.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.PriorityQueue;

/** The nodes that are still to be branched on: the latest first, or those of the least bound. */
final class OpenNodes {

    private final Deque<Node> depthFirst = new ArrayDeque<>();
    private final PriorityQueue<Node> bestFirst = new PriorityQueue<>(Node::byBound);

    void add(Node node, boolean byBound) {
        if (byBound) {
            bestFirst.add(node);
        } else {
            depthFirst.addLast(node);
        }
    }

    /** Takes the next one; there has to be one. */
    Node next(boolean byBound) {
        if (byBound) {
            bestFirst.addAll(depthFirst);
            depthFirst.clear();
        }
        return bestFirst.isEmpty() ? depthFirst.removeLast() : bestFirst.remove();
    }

    int count() {
        return depthFirst.size() + bestFirst.size();
    }

    /** The least bound of all; infinite if there is none. */
    double bound() {
        double least = bestFirst.isEmpty()
                ? Double.POSITIVE_INFINITY
                : bestFirst.peek().bound();
        for (Node node : depthFirst) {
            least = Math.min(least, node.bound());
        }
        return least;
    }
}
