### 简体中文。与 en.ftl 的消息和参数一一对应。
###
### 术语：外观设计专利、洛迦诺分类、公开号、申请号、专利权人、有效／失效／审中、比对、线条图。

## 语言本身

locale = zh-Hans-CN
language-name = 简体中文
language-words = zh, zho, cn, zh-CN, zh-Hans, Chinese, Simplified Chinese, Mandarin, Chinesisch, chinois, chino, 中文, 汉语, 漢語, 简体, 简体中文, 中国語, 中国话, 普通话, 중국어
format-day = y年M月d日
format-utc-time = { $day } { $time }（UTC）
format-local-time = { $day } { $time }

country-BX = 比荷卢
country-HK = 中国香港
country-MO = 中国澳门
country-TW = 中国台湾
country-WO = WIPO（海牙体系）

## 列表

list-separator = 、
list-more = { $listed } 等，另有 { $more } 项
list-none-fits = 共 { $count } 项
list-country = { $name }（{ $code }）

## 风险

risk-high = 高
risk-medium = 中
risk-low = 低
risk-unrated = 未评级

## 问题

# $file 是 `picture-named` 或 `picture-unnamed`，$name 是文件名。
-picture-formats = JPEG、PNG、WEBP、GIF、TIFF、BMP、HEIC 或 AVIF
-operator = Lookalike 的维护人员
# 消息菜单中的快捷方式，与应用清单（manifest）中的名称一致。
-shortcut-check = 检测外观设计专利
problem-invalid-option = 选项“{ $option }”填写有误：{ $fault }。{ $correction }。
problem-unknown-option = 这里没有“{ $option }”这个选项{ $meant }，可用的选项有：{ $accepted }。{ $correction }。
problem-too-many-images = 这条消息有 { $count } 张图片，而 Lookalike 每条消息最多检测 { $limit } 张。其余图片请另发一条消息。
problem-no-image = 这里没有可检测的图片。请发送一张产品图片，格式为 { -picture-formats }。
problem-no-forwarded-image = Slack 没有向 Lookalike 提供转发消息中的图片。如果其中有图片，请直接发送图片本身。
problem-posted-by-app = 这条消息由工作流或其他应用发布，只有在有人要求时 Lookalike 才会检测。如需检测，请在此消息串中提及 Lookalike，或在该消息的菜单中选择“{ -shortcut-check }”。
problem-already-checked = 上面的图片已经检测过，或正在检测。结果就在此消息串中；如果检测失败，失败消息下方有重试按钮。
problem-thread-unreadable = Slack 没有向 Lookalike 提供此消息串中前面的内容。请稍等一分钟，再提及它一次。
problem-not-in-channel = Lookalike 不在此会话中，既无法读取图片，也无法回复。请邀请它加入（输入 /invite 和应用名称）后重试，或在它所在的频道中发送图片。
# $where 是 `address-quoted` 或 `address-none`，$why 是地址的某种错误。
problem-invalid-address = Lookalike 无法从{ $where }获取图片：{ $why }。请提供公网上 JPG 或 PNG 图片的完整地址，以 https:// 开头。
problem-address-not-kept = 地址中“?”之后的部分，Lookalike 只保留到检测或搜索结束。请重新输入命令，并附上完整地址。
# $number 是 `number-quoted` 或 `number-none`，$why 是号码的某种错误。
problem-invalid-number = { $number }不是可以查询的专利号：{ $why }。{ $examples }。
problem-too-many-numbers = 这里有 { $count } 个号码，而 Lookalike 一次最多查询 { $limit } 个。其余号码请另用一条命令查询。
problem-not-an-image = { $file }不是 Lookalike 能读取的图片。请以 { -picture-formats } 格式发送。
problem-broken-image = { $file }已损坏或不完整，无法打开。请重新导出并发送新文件。
# $form 是文件格式（大写），相机的为 RAW，未知的为 `unknown`。
problem-unsupported-image = { $file }{ $form ->
        [RAW] 是相机的 RAW 原始照片
        [unknown] 是少见的图片格式
       *[other] 是少见的 { $form } 格式
    }，Lookalike 无法读取。请导出为 JPEG 或 PNG，再发送新文件。
problem-blank-image = { $file }是空白图片：只有一种颜色，没有可比对的内容，因此没有发送给 Patsnap。请发送能看清产品的图片。
problem-image-too-large = { $file }超过 { $limit_mb } MB。请发送小一些的版本，长边 2,000 像素就足够。
problem-too-many-pixels = { $file }超过 { $limit_megapixels } MP（百万像素）。请发送小一些的版本，长边 2,000 像素就足够。
problem-image-too-small = { $file }只有 { $width } × { $height } 像素。请发送每边至少 { $min_side } 像素的版本。
problem-file-deleted = { $file }在检测之前已被删除。如仍需检测，请重新发送。
problem-file-not-shown = Slack 没有向 Lookalike 提供{ $file }：它已被删除，或来自 Lookalike 未加入的会话。请在这里直接发送图片本身。
problem-file-beyond-limit = 这张图片已超出工作区 Slack 套餐的保留期限，Slack 不再提供。请重新发送。
problem-file-external = { $file }存放在 Slack 之外，Lookalike 无法读取。请直接上传图片本身。
problem-file-forbidden = Slack 不允许 Lookalike 读取{ $file }。如果图片是转发的，请直接发送图片本身；否则请工作区管理员确认应用已加入此频道并有权读取文件，然后重试。
problem-file-unavailable = Slack 没有及时提供{ $file }。请一分钟后再试。
problem-silent-here = 此频道与其他组织共享，Lookalike 在这里保持静默，直到本工作区有人输入“/lookalike 开”。
problem-channel-unknown = Slack 没有告知此频道是否与其他组织共享。请一分钟后再试。
problem-slack-refused = Slack 拒绝了 Lookalike 在这里需要的操作（{ $method }：{ $code }）。请联系工作区管理员处理，然后重试。
problem-image-refused = Patsnap 没有接受{ $file }（发送的是不超过 4 MB 的 JPG 或 PNG）。请换一张产品图片再试。
# $reason 是 Patsnap 的原话（一般为英文），或 `detail-reason`。
problem-rejected = Patsnap 拒绝了这次检测（代码 { $code }）：{ $reason }。请更换选项或图片再试。
problem-unavailable = 多次尝试后仍无法连接 Patsnap。请几分钟后再试。
problem-bad-response = Lookalike 无法读取 Patsnap 返回的内容。请几分钟后再试。
problem-bad-credentials = Patsnap 不接受 Lookalike 使用的密钥（代码 { $code }）。请联系 { -operator }检查密钥，然后重试。
problem-no-permission = Lookalike 的 Patsnap 账户没有所需服务的权限（{ $api }）。请联系 { -operator }开通，然后重试。
problem-quota-exceeded = Lookalike 的 Patsnap 账户余额不足，或调用次数已用完。请联系 { -operator }充值，然后重试。
problem-client-expired = Lookalike 的 Patsnap 账户已到期。请联系 { -operator }续期，然后重试。
# $until 是一个时刻，如 2026年11月22日 16:02（UTC），未知的为 `unknown`。
problem-daily-limit = Patsnap 的每日调用上限今天已用完（服务 { $api }）。{ $until ->
        [unknown] 请明天再试
       *[other] 恢复时间：{ $until }，请届时再试
    }。
problem-task-failed = Patsnap 已开始比对，但未能完成。请重试，这会再产生一次计费调用。
problem-empty-report = Patsnap 已完成比对，但报告是空的，因此没有结果。请重试，这会再产生一次计费调用。
problem-submit-unknown = 图片发送给 Patsnap 时连接中断，无法确定检测是否已经开始。Patsnap 可能已经计费；重新检测会再产生一次计费调用。
# $time 是一段时间，如“30 分钟”，未知的为 `unknown`。
problem-expired = Patsnap { $time ->
        [unknown] 没有在时限内
       *[other] 没有在 { $time }内
    }给出结果。请重试：Lookalike 会先查看报告是否已经送达。
problem-cancelled = 这次检测已取消，没有报告。随时可以重试。
problem-restarting = Lookalike 正在重启，没能完成这次请求。请一分钟后再试。
problem-internal = Lookalike 内部出错。请重试；如果再次出错，请把编号 { $error_id } 告诉 { -operator }。

picture-named = “{ $name }”
picture-unnamed = 这张图片
picture-number = 图片 { $number }
# $name 是 `picture-number`、文件名，或两者都有。
picture-said = { $name }：{ $sentence }

# 代替未知的细节。
detail-option = 此选项
detail-accepted = 其他值
detail-count = 过多
detail-width = 几
detail-height = 几
detail-code = 未知
detail-reason = 未说明原因
detail-method = 某个调用
detail-api = 名称未知
detail-error-id = 未知

retry-button = 重试
retry-button-paid = 重新检测
# 屏幕阅读器对这两个按钮的读法。
retry-label = 重试：{ $name }
retry-label-paid = 重新检测：{ $name }
retry-title = 重新检测？
retry-text = 第一次尝试 Patsnap 可能已经计费。重新检测会再产生一次计费调用。
retry-confirm = 重新检测
retry-deny = 暂不
retry-pressed = 正在重试……
check-gone = 这次检测的记录已不存在，没有可显示的内容。如需重新检测，请再次发送图片。

## 号码和地址的错误

number-quoted = “{ $typed }”
number-none = 输入的内容
number-fault-empty = 其中没有可读取的内容
number-fault-too-much-text = 内容过长，请只粘贴号码
number-fault-no-digits = 其中没有数字
number-fault-too-short = 不足四位数字，会对应成千上万件专利
number-fault-too-long = 位数过多；如有多个号码，请用逗号和空格分隔
number-fault-wrong-form = { $country }的号码不是这种格式
number-fault-country-needed = 位数太少，可能来自任何国家或地区；请在前面加上国家/地区代码
number-fault-unknown-country = 没有任何专利局使用开头的代码
number-fault-two-countries = 其中有两个国家/地区；如有多个号码，请用逗号和空格分隔
number-fault-check-digit = 中国申请号的最后一位由其他各位算出，这里应为 { $expected }
number-fault-date = 这是日期或年份，请加上号码本身
number-fault-unknown-link = Lookalike 无法从此链接中读取号码，请直接粘贴号码
number-fault-not-a-number = 其中有不属于号码的字母或文字
number-fault-other = Lookalike 无法读取
number-country = 该国家/地区
number-expected = 其他数字
number-examples = 外观设计的号码形如 { $examples }、{ $last }
number-examples-country = { $country }外观设计的号码形如 { $example }

address-quoted = “{ $address }”
address-none = 空地址
address-fault-missing = 缺少地址
address-fault-unreadable = 它不是有效的地址
address-fault-too-long = 地址超过 2,000 个字符
address-fault-scheme = 地址没有以 http:// 或 https:// 开头
address-fault-credentials = 地址中含有用户名或密码，会随之发送给 Patsnap
address-fault-host = 主机名既不是 example.com 这样的普通域名，也不是普通的 IP 地址
address-fault-not-public = 主机不在公网上，Patsnap 无法访问
address-fault-other = Lookalike 无法使用该地址

## 选项

# 选项的错误，是一个分句。$accepted 是 `option-accepts-…` 之一，$meant 是 `option-meant` 或空。
option-fault-missing = 后面没有内容；请填写{ $accepted }
option-fault-wrong = 无法识别“{ $value }”{ $meant }；请填写{ $accepted }
option-fault-unsure = “{ $value }”是指{ $nearest }，还是普通文字？代码请用大写字母，或用逗号分隔
option-fault-left-over = “{ $value }”写在值的后面，不确定是否属于该选项{ $meant }；请填写{ $accepted }，其他内容请另起一行
option-fault-unfit = “{ $value }”不适用于这里；请填写{ $accepted }
option-fault-twice = 填写了两次，而且值不同；请只保留一个
option-fault-too-long = “{ $value }”过长；请填写{ $accepted }
option-fault-future = “{ $value }”尚未到来；请填写{ $accepted }
option-value = 该值
option-nearest = 某个值
option-meant = （是否指“{ $nearest }”？）
option-nothing-sent = 没有向 Patsnap 发送任何内容
option-nothing-sent-post = 没有向 Patsnap 发送任何内容；请在此消息串中提及 Lookalike 并附上正确的选项，图片就会被检测

# 选项接受的值。每个例子都可以照原样输入。
option-accepts-countries = 国家/地区的代码或名称，如 US、CN、德国、日本，用逗号分隔
option-accepts-since = 已经过去的年份或日期，如 2020年 或 2020-01-31
option-accepts-loc = 洛迦诺分类号，如 21-01，用逗号分隔
option-accepts-lang = 中文或英文
option-accepts-keyword = 最多 { $words } 个词，或用引号括起来的词语，如“智能手表”，不超过 { $characters } 个字符
option-accepts-views = “合并”，用于一条消息以二至四张图片展示同一件产品
option-accepts-expression = 洛迦诺分类号，如 21-01、21-03，或表达式，如“(21-01 OR 21-03) NOT 21-02”
option-accepts-assignee = 公司名称，最多 { $words } 个词，或用引号括起来的名称，不超过 { $characters } 个字符
option-accepts-status = 有效、审中、失效、未确认、PCT指定期内、PCT指定期满，用逗号分隔
option-accepts-legal = 代码或名称，如 3、2：{ $codes }
option-accepts-period = 年份、日期或范围，如 2015..2020、2018.. 或 ..2019-06-30
option-accepts-day = 年份或日期，如 2020年 或 2020-01-31
option-accepts-sort = 公开日、申请日或授权日；不填则最相似的排在最前
option-accepts-order = 升序或降序，与“排序”一起使用
option-accepts-limit = 1 至 { $limit } 的数字

# 选项的名称，即冒号前输入的词。
option-name-countries = 国家
option-name-country = 国家
option-name-since = 起始日期
option-name-loc = 分类
option-name-lang = 语言
option-name-keyword = 关键词
option-name-views = 视图
option-name-assignee = 申请人
option-name-status = 状态
option-name-legal = 法律状态
option-name-filed = 申请日
option-name-published = 公开日
option-name-sort = 排序
option-name-order = 顺序
option-name-limit = 数量

# 选项的值，即冒号后输入的词。
option-word-together = 合并
option-word-active = 有效
option-word-pending = 审中
option-word-inactive = 失效
option-word-undetermined = 未确认
option-word-pct-designated = PCT指定期内
option-word-pct-expired = PCT指定期满
option-word-pbd = 公开日
option-word-apd = 申请日
option-word-isd = 授权日
option-word-asc = 升序
option-word-desc = 降序

# Patsnap 的法律状态代码。每个名称都可以写在“法律状态：”之后。
legal-code = { $code } { $name }
legal-code-1 = 公开
legal-code-2 = 实质审查
legal-code-3 = 授权
legal-code-8 = 避免重复授权
legal-code-11 = 撤回
legal-code-12 = 撤回类型未确定
legal-code-13 = 驳回
legal-code-14 = 全部撤销
legal-code-15 = 期限届满
legal-code-16 = 未缴年费
legal-code-17 = 视为撤回
legal-code-18 = 主动撤回
legal-code-19 = 视为放弃
legal-code-20 = 主动放弃
legal-code-21 = 权利恢复
legal-code-22 = 权利终止
legal-code-23 = 部分无效
legal-code-24 = 申请终止
legal-code-25 = 放弃类型未确定
legal-code-30 = 放弃
legal-code-222 = PCT 222
legal-code-223 = PCT 223
legal-code-224 = PCT 224
legal-code-225 = PCT 225

## 时长

duration-seconds = { $seconds } 秒
duration-minutes = { $minutes } 分钟
duration-both = { $minutes } 分 { $seconds } 秒
about-seconds = 约 { $seconds } 秒
about-minutes = 约 { $minutes } 分钟
