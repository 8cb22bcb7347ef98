namespace Floe.S3Tables.Http.Errors;

public static class ErrorFormats
{
    private static readonly S3ErrorFormat S3 = new();
    private static readonly RestJsonErrorFormat RestJson = new();
    private static readonly IcebergErrorFormat Iceberg = new();

    public static IErrorFormat Of(string service) => service switch
    {
        Services.S3 => S3,
        Services.Iceberg => Iceberg,
        _ => RestJson,
    };
}
