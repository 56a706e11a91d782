package org.sotto.nativeimage.agent;

/// What was done to the target of a record.
public enum Kind {
    /// Found by its name.
    CLASS,
    /// Given out by a class loader, to whoever asked or to the JVM that was linking.
    LOADED,
    /// A method, constructor or field looked up, or made a handle of.
    MEMBER,
    /// A member looked up as a method handle or variable handle.
    HANDLE,
    PUBLIC_METHODS,
    DECLARED_METHODS,
    PUBLIC_FIELDS,
    DECLARED_FIELDS,
    PUBLIC_CONSTRUCTORS,
    DECLARED_CONSTRUCTORS,
    RECORD_COMPONENTS,
    /// A method or constructor called.
    INVOKED,
    /// A field read or written.
    FIELD,
    /// A proxy made, of interfaces in this order.
    PROXY,
    /// An array made, of this component.
    ARRAY,
    RESOURCE,
    BUNDLE,
    SERVICE,
    LIBRARY,
    DOWNCALL,
    SERIALIZED,
    /// Made for this process: a seed, a thread.
    PROCESS,
    /// A class that could not be woven.
    BROKEN
}
