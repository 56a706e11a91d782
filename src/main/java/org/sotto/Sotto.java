package org.sotto;

/// The program's entry point.
public final class Sotto {
    private Sotto() {}

    static void main(String[] args) {
        System.out.println("sotto");
    }
}
