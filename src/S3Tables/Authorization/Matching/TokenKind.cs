namespace Floe.S3Tables.Authorization.Matching;

public enum TokenKind : byte
{
    /// <summary>Exactly this character.</summary>
    Character,

    /// <summary><c>?</c></summary>
    AnyOne,

    /// <summary><c>*</c></summary>
    AnyRun,
}
