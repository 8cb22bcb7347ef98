namespace Floe.S3Tables.TablesApi;

public delegate Task<ApiResult> Operation(ApiRequest request, CancellationToken cancellationToken);
