package org.flexopf.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Marks a JUnit test or test class that needs the {@link ReferenceCases}: skipped with a message where they are
 * missing, failed where they are required and missing.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(WithReferenceCases.Condition.class)
public @interface WithReferenceCases {

    /** Decides when JUnit asks. */
    final class Condition implements ExecutionCondition {

        /** For JUnit. */
        public Condition() {}

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (ReferenceCases.areAvailable()) {
                return ConditionEvaluationResult.enabled("the reference cases are in " + ReferenceCases.folder());
            }
            String message = ReferenceCases.missing(ReferenceCases.folder());
            if (ReferenceCases.areRequired()) {
                throw new AssertionError(message + ", and " + ReferenceCases.REQUIRED + " says that they must be");
            }
            return ConditionEvaluationResult.disabled(message);
        }
    }
}
