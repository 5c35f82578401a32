package org.flexopf.testkit.property;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyAttributes;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Runs properties from other seeds than the ones that they state, and with more tries. The system property
 * {@value #SEED} says from which; each property has one of its own that follows from it and from the property's name,
 * so that the same text repeats a run, or one property of it. Without it all is as stated.
 */
public final class FreshSeeds implements AroundPropertyHook {

    /** Any text, such as the time of a build. */
    static final String SEED = "flexopf.seed";

    /** How many times as many tries as a property states. */
    static final String TRIES = "flexopf.tries.factor";

    private static final AtomicBoolean ANNOUNCED = new AtomicBoolean();

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
        if (isGiven()) {
            String seed = System.getProperty(SEED);
            int factor = Integer.getInteger(TRIES, 1);
            if (!ANNOUNCED.getAndSet(true)) {
                System.out.println("Properties run from the seed " + seed + ", with " + factor
                        + " times as many tries; the same again: -Pnightly -D" + SEED + "=" + seed);
            }
            PropertyAttributes attributes = context.attributes();
            attributes.setSeed(Long.toString(seedOf(seed, context)));
            attributes.setAfterFailure(AfterFailureMode.RANDOM_SEED);
            attributes.tries().ifPresent(tries -> attributes.setTries(tries * factor));
        }
        return property.execute();
    }

    /** Whether properties run from other seeds than those that they state. */
    static boolean isGiven() {
        return !System.getProperty(SEED, "").isBlank();
    }

    private static long seedOf(String seed, PropertyLifecycleContext context) {
        String name = context.containerClass().getName() + "."
                + context.targetMethod().getName();
        return new SplittableRandom(((long) seed.hashCode() << 32) ^ name.hashCode()).nextLong();
    }
}
