namespace Floe.S3Tables.Authorization.Matching;

/// <summary>What has a meaning of its own in a policy's text.</summary>
[Flags]
public enum PatternSyntax
{
    Literal = 0,

    /// <summary><c>*</c> and <c>?</c></summary>
    Wildcards = 1,

    /// <summary><c>${key}</c>, <c>${key, 'default'}</c>, <c>${*}</c>, <c>${?}</c>, <c>${$}</c>: policies of version 2012-10-17 only.</summary>
    Variables = 2,
}
